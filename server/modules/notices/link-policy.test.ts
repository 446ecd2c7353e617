import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayFollowLink } from './link-policy.ts'

const link = (secret: string) => ({ path: '/somewhere', secret })
const real = { demo: false, sends: true }
const mailless = { demo: false, sends: false }

test('where mail leaves, a secret link is in the mailbox alone', () => {
  for (const role of ['receptionist', 'manager', 'admin', 'patient']) {
    assert.equal(mayFollowLink(link('confirm-email:1'), { ...real, role }), false)
    assert.equal(mayFollowLink(link('sign-in-link:1'), { ...real, role }), false)
  }
})

test('where no mail leaves, staff hand over what proves an address, and nobody signs in as another', () => {
  assert.equal(mayFollowLink(link('confirm-email:1'), { ...mailless, role: 'receptionist' }), true)
  assert.equal(mayFollowLink(link('invitation:1'), { ...mailless, role: 'receptionist' }), false)
  assert.equal(mayFollowLink(link('invitation:1'), { ...mailless, role: 'manager' }), true)
  assert.equal(mayFollowLink(link('sign-in-link:1'), { ...mailless, role: 'admin' }), false)
  assert.equal(mayFollowLink(link('confirm-email:1'), { ...mailless, role: 'patient' }), false)
})

test('what proves nothing can be followed by whoever reads it, and in the demo everything can', () => {
  assert.equal(mayFollowLink(link(''), { ...real, role: 'patient' }), true)
  assert.equal(mayFollowLink(null, { ...real, role: 'patient' }), true)
  assert.equal(
    mayFollowLink(link('sign-in-link:1'), { demo: true, sends: false, role: 'patient' }),
    true,
  )
})
