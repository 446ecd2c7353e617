import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Row } from '#kernel/query.ts'
import { again, brokenAt, changed, dataOf, find, withData } from './broken-log.ts'
import { triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
after(() => clinic.remove())
const { rows } = clinic
const place = (row: Row) => [row['position'], row['stream']]
const welcome = find(rows, 'MessageKept')
const registered = find(rows, 'PersonRegistered')

/** The log with one more event at its end: like another, but of this type and with this data. */
function then(log: readonly Row[], like: Row, type: string, data: object): readonly Row[] {
  const longer = again(log, like)
  const last = longer.at(-1) ?? like
  return changed(longer, last, { type, type_version: 1, data: JSON.stringify(data), sealed: null })
}

const confirmed = then(rows, registered, 'EmailConfirmed', { request: 'any' })
const written = { ...dataOf(welcome), kind: 'orders', confirms: false }
const mailed = (log: readonly Row[], more: object = {}) =>
  then(log, welcome, 'MessageQueued', { ...written, ...more })

const found = (log: readonly Row[]) => brokenAt(log).of('N2')
const lastOf = (log: readonly Row[]) => [place(log.at(-1) ?? welcome)]

test('a mail that is not the confirmation, to an address that nobody confirmed, is told', () => {
  assert.deepEqual(found(rows), [])
  assert.deepEqual(found(withData(rows, welcome, { confirms: false })), [place(welcome)])
})

test('once it is confirmed, mail goes there; to another address it goes on somebody’s word', () => {
  assert.deepEqual(found(mailed(confirmed)), [])
  assert.deepEqual(found(mailed(rows, { address: 'given' })), [])
})

test('a mail to an address that mail came back from is told, the confirmation is not', () => {
  const { person } = written as unknown as { person: string }
  for (const type of ['MessageBounced', 'MessageRefused']) {
    const bounced = then(confirmed, welcome, type, { person, bounced: true, address: 'file' })
    const more = mailed(bounced)
    assert.deepEqual(found(more), lastOf(more))
    assert.deepEqual(found(mailed(bounced, { confirms: true })), [])
    const again = then(bounced, welcome, 'MessageRequeued', { person, confirms: false })
    assert.deepEqual(found(again), lastOf(again))
    const proven = then(bounced, registered, 'EmailConfirmed', { request: 'another' })
    assert.deepEqual(found(mailed(proven)), [])
  }
})

test('a mail of a kind that they refused is told, and of news that nobody asked for', () => {
  const preferences = { reminders: 'email', orders: 'in-app', news: 'email', before: 24 }
  const chosen = then(confirmed, registered, 'ContactPreferencesSet', preferences)
  assert.deepEqual(found(mailed(chosen, { kind: 'news' })), [])
  for (const [log, kind] of [
    [chosen, 'orders'],
    [confirmed, 'news'],
  ] as const) {
    const refused = mailed(log, { kind })
    assert.deepEqual(found(refused), lastOf(refused))
  }
})
