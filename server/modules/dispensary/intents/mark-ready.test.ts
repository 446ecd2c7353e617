import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { firstExpiredFirstOut } from '../rules/picking.ts'
import { insoles, tape } from '../stories/order-story.ts'
import { confirmed, dara, kofi, lots, pickedAll, started, toPick } from '../stories/ready-story.ts'
import { markReady } from './mark-ready.ts'

const given = story(markReady)
const known = { facts: { lines: toPick, lots } }
const row = (item: string, quantity: number, lot = '', reason = '') => ({
  item,
  lot,
  quantity,
  'short-reason': reason,
})
const insolesThere = row(insoles, 1)
const form = (...lines: readonly ReturnType<typeof row>[]) => ({ lines, shelf: 'B3' })

test('the lots that expire first are typed before anybody types', () => {
  const rows = [row(tape, 1, 'A1'), row(tape, 1, 'A2'), insolesThere]
  deepStrictEqual(firstExpiredFirstOut(toPick, lots), rows)
  given(...started)
    .when(kofi, form(...rows), known)
    .thenEvents(pickedAll)
})

test('a line of which no lot is left is typed as none', () =>
  deepStrictEqual(firstExpiredFirstOut(toPick, []), [row(tape, 0), insolesThere]))

test('what is missing is told with its reason', () => {
  const part = { item: tape, lots: [{ lot: 'A2', quantity: 1 }] }
  const rest = { item: insoles, lots: [{ lot: '', quantity: 1 }], short: null }
  const torn = { ...part, short: { quantity: 1, reason: 'Torn' } }
  given(...started)
    .when(kofi, form(row(tape, 1, 'A2', 'Torn'), insolesThere), known)
    .thenEvents({ type: 'OrderPicked', data: { lines: [torn, rest], shelf: 'B3' } })
  const none = { item: tape, lots: [], short: { quantity: 2, reason: 'Gone' } }
  given(...started)
    .when(kofi, form(row(tape, 0, '', 'Gone'), insolesThere), known)
    .thenEvents({ type: 'OrderPicked', data: { lines: [none, rest], shelf: 'B3' } })
})

test('nothing goes missing without a word, and nothing more is picked than was ordered', () => {
  const when = (...rows: readonly ReturnType<typeof row>[]) =>
    given(...started).when(kofi, form(...rows), known)
  const name = 'Tape, 5 m'
  when(row(tape, 1, 'A2'), insolesThere).thenRefused('why-short', { name, missing: 1 })
  when(insolesThere).thenRefused('why-short', { name, missing: 2 })
  when(row(tape, 3, 'A2'), insolesThere).thenRefused('too-many', { name, n: 2, picked: 3 })
  when(row(tape, 2), insolesThere).thenRefused('lot-missing', { name })
  when(row(dara.id, 1), insolesThere).thenRefused('not-ordered')
  when(row(tape, 0, '', 'Gone'), row(insoles, 0, '', 'Gone')).thenRefused('all-short')
})

test('only whoever prepares an order marks it ready', () => {
  given(...started)
    .when(dara, form(insolesThere), known)
    .thenRefused('not-yours')
  given(...confirmed)
    .when(kofi, form(insolesThere), known)
    .thenRefused('confirmed')
  given(...started, pickedAll)
    .when(kofi, form(insolesThere), known)
    .thenRefused('picking')
})
