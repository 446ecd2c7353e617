import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authorise, rolesThatMay } from './authorise.ts'
import { storyId } from './story.ts'

const chloe = { id: storyId(1), role: 'patient', onBehalfOf: null }
const ellie = storyId(2)
const by = { patient: 'own', receptionist: 'clinic', 'proxy-wallet': 'own' } as const

test('what is one’s own may be done, what is a stranger’s is not even there', () => {
  assert.equal(authorise(by, chloe, chloe.id), 'granted')
  assert.equal(authorise(by, chloe, ellie), 'unknown')
  assert.equal(authorise(by, chloe, null), 'forbidden')
})

test('a guardian may do for a ward what is their own to do, and nothing else', () => {
  assert.equal(authorise(by, chloe, ellie, ['guardian']), 'granted')
  assert.equal(authorise({ receptionist: 'clinic' }, chloe, ellie, ['guardian']), 'forbidden')
})

test('two records of one person are both their own', () => {
  assert.equal(authorise(by, chloe, ellie, ['same']), 'granted')
})

test('a proxy may do what was left to them and knows of the rest', () => {
  assert.equal(authorise(by, chloe, ellie, ['proxy-wallet']), 'granted')
  assert.equal(authorise(by, chloe, ellie, ['proxy-collect']), 'forbidden')
})

test('standing makes nobody more at the desk than their role does', () => {
  const sam = { id: storyId(3), role: 'dispenser', onBehalfOf: null }
  assert.equal(authorise(by, sam, ellie, ['guardian', 'proxy-wallet']), 'forbidden')
})

test('a refusal names roles, never standings', () => {
  assert.deepEqual(rolesThatMay({ ...by, system: 'clinic' }), ['patient', 'receptionist'])
})

test('whoever holds a mailed link may follow it, signed in or not', () => {
  const link = { anybody: 'clinic' } as const
  const nobody = { id: storyId(4), role: 'visitor', onBehalfOf: null }
  assert.equal(authorise(link, nobody, ellie), 'granted')
  assert.equal(authorise(link, chloe, ellie), 'granted')
  assert.deepEqual(rolesThatMay(link), [])
})
