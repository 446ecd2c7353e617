import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Row } from '#kernel/query.ts'
import { brokenAt, changed, dataOf, find } from './broken-log.ts'
import { thing, triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
after(() => clinic.remove())
const { rows } = clinic
const [sam, kofi, aisha] = [thing('sam'), thing('kofi'), thing('aisha')]

/** The log with one more event at its end, like a given one but for what is changed. */
function followed(log: readonly Row[], like: Row, change: Row): readonly Row[] {
  const stream = change['stream'] ?? like['stream']
  const version = log.filter((row) => row['stream'] === stream).length + 1
  return [...log, { ...like, position: log.length + 1, stream: stream ?? null, version, ...change }]
}

/** Where a check finds something in a log that is one event longer: its last place, or nowhere. */
function lastBrokenBy(id: string, log: readonly Row[]) {
  const found = brokenAt(log).of(id)
  const last = log.at(-1)
  if (found.length === 0) return 'fine'
  assert.deepEqual(found, [[last?.['position'], last?.['stream']]])
  return 'broken'
}

const topUp = find(rows, 'TopUpRecorded')
const joined = find(rows, 'StaffJoined', ({ stream }) => stream === `staff-${sam}`)
const registered = find(rows, 'PersonRegistered')
const placed = find(rows, 'OrderPlaced')
const plain = (type: string, data: object) => ({
  type,
  type_version: 1,
  data: JSON.stringify(data),
  sealed: null,
  sealed_for: null,
})

test('a role that somebody does not hold is told', () => {
  assert.deepEqual(brokenAt(changed(rows, topUp, { role: 'manager' })).of('L5'), [
    [topUp['position'], topUp['stream']],
  ])
})

test('a role that may not do it is told', () => {
  const other = changed(rows, topUp, { role: 'dispenser', actor: kofi })
  assert.deepEqual(brokenAt(other).of('L5'), [[topUp['position'], topUp['stream']]])
})

test('somebody who never worked here is told', () => {
  const other = changed(rows, topUp, { actor: thing('stranger') })
  assert.deepEqual(brokenAt(other).of('L5'), [[topUp['position'], topUp['stream']]])
})

test('what somebody did while suspended is told, and what they did before and after is not', () => {
  const suspended = followed(rows, joined, plain('StaffSuspended', { reason: 'Being looked into' }))
  assert.equal(lastBrokenBy('L5', followed(suspended, topUp, {})), 'broken')
  const restored = followed(suspended, joined, plain('StaffRestored', { reason: 'It was not so' }))
  assert.equal(lastBrokenBy('L5', followed(restored, topUp, {})), 'fine')
})

test('a role that was taken away is told from then on', () => {
  const data = { roles: ['dispenser'], roleTitle: '', reason: 'Moved to the shelf' }
  const moved = followed(rows, joined, plain('RolesChanged', data))
  assert.equal(lastBrokenBy('L5', followed(moved, topUp, {})), 'broken')
})

const ellie = thing('ellie')
const asPatient = { role: 'patient', actor: aisha }
const child = followed(rows, registered, {
  stream: `person-${ellie}`,
  ...plain('PersonRegistered', { ...dataOf(registered), guardian: null }),
})
const forEllie = {
  stream: `order-${thing('for ellie')}`,
  ...asPatient,
  on_behalf_of: ellie,
}

test('a patient does for themselves whatever they like', () => {
  const own = { ...asPatient, stream: `order-${thing('own')}` }
  assert.equal(lastBrokenBy('L5', followed(rows, placed, own)), 'fine')
})

test('whoever acts for somebody has to be their guardian, then', () => {
  assert.equal(lastBrokenBy('L5', followed(child, placed, forEllie)), 'broken')
  const ward = { stream: `person-${ellie}`, ...plain('GuardianSet', { guardian: aisha }) }
  const set = followed(child, registered, ward)
  assert.equal(lastBrokenBy('L5', followed(set, placed, forEllie)), 'fine')
  const ended = followed(set, registered, {
    ...ward,
    ...plain('GuardianEnded', { guardian: aisha }),
  })
  assert.equal(lastBrokenBy('L5', followed(ended, placed, forEllie)), 'broken')
})

test('or their proxy, until the last day', () => {
  const named = (until: string) =>
    followed(child, registered, {
      stream: `person-${ellie}`,
      ...plain('ProxyNamed', { link: thing('link'), proxy: aisha, may: ['book'], until }),
    })
  assert.equal(lastBrokenBy('L5', followed(named('2026-11-23'), placed, forEllie)), 'fine')
  assert.equal(lastBrokenBy('L5', followed(named('2026-11-22'), placed, forEllie)), 'broken')
})

test('what is done on somebody’s record says for whom', () => {
  const corrected = {
    stream: `person-${ellie}`,
    ...asPatient,
    ...plain('ProxyEnded', { link: thing('link') }),
  }
  assert.equal(lastBrokenBy('L5', followed(child, placed, corrected)), 'broken')
})

const erased = followed(rows, registered, plain('PersonErased', { because: 'asked', folded: [] }))

test('whoever is erased stays erased: nothing is written of them after that', () => {
  assert.equal(lastBrokenBy('L8', erased), 'fine')
  assert.equal(lastBrokenBy('L8', followed(erased, topUp, {})), 'broken')
})

test('nor is anything sealed for them', () => {
  const received = find(rows, 'CommandReceived')
  const sealed = { sealed: new Uint8Array(8), sealed_for: aisha, stream: `command-${thing('new')}` }
  assert.equal(lastBrokenBy('L8', followed(erased, received, sealed)), 'broken')
  assert.equal(lastBrokenBy('L8', followed(rows, received, sealed)), 'fine')
})

test('whoever was erased does nothing any more', () => {
  const own = { ...asPatient, stream: `order-${thing('late')}` }
  assert.equal(lastBrokenBy('L5', followed(erased, placed, own)), 'broken')
})
