import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emailField, parseEmail } from '#values/email.ts'

test('an address has one @ with text on both sides', () => {
  for (const address of ['maria@example.org', 'a+b@c', 'ü@müller.example']) {
    assert.equal(parseEmail(` ${address} `), address)
  }
})

test('what is no single address is not taken', () => {
  const wrong = [
    '',
    '@',
    'a@',
    '@b',
    'a@b@c',
    'a b@c',
    'Maria <m@x.org>',
    'a@b,c@d',
    'a@b\r\nBcc:x@y',
  ]
  for (const typed of wrong) assert.equal(parseEmail(typed), undefined, typed)
  assert.equal(parseEmail(`${'a'.repeat(250)}@b.co`), undefined)
})

test('an address may be left out where the form says so', () => {
  assert.ok('errors' in emailField('E-mail').parse('email', {}))
  assert.deepEqual(emailField('E-mail', { optional: true }).parse('email', {}), { value: '' })
})
