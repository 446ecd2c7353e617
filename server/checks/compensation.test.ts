import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Row } from '#kernel/query.ts'
import { brokenAt, changed, dataOf, find, withData, without } from './broken-log.ts'
import { thing, triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
after(() => clinic.remove())
const { rows } = clinic
const place = (row: Row) => [row['position'], row['stream']]
const processOf = (name: string) => `process.order-${thing(name)}`
const isOf = (stream: string) => (row: Row) => row['stream'] === stream
const cancelled = isOf(processOf('cancelled'))
const undoing = (step: string) => (row: Row) => cancelled(row) && dataOf(row)['step'] === step

test('what was undone as it should be is not told', () =>
  assert.deepEqual(brokenAt(rows).of('C5'), []))

test('a reservation that stays when its order was undone is told', () => {
  const released = find(
    rows,
    'StockReleased',
    (row) => row['step'] !== null && String(row['step']).startsWith(processOf('cancelled')),
  )
  const ended = find(rows, 'CompensationEnded', cancelled)
  assert.deepEqual(brokenAt(without(rows, released)).of('C5'), [place(ended)])
})

test('money that is given back in part only is told', () => {
  const released = find(rows, 'HeldMoneyReleased')
  const ended = find(
    rows,
    'CompensationEnded',
    (row) => Number(row['position']) > Number(released['position']),
  )
  const less = withData(rows, released, { amount: Number(dataOf(released)['amount']) - 1 })
  assert.deepEqual(brokenAt(less).of('C5'), [place(ended)])
})

test('a step that was never undone is told, though nothing of it is seen', () => {
  const undone = find(rows, 'StepUndone', undoing('hold-money'))
  const ended = find(rows, 'CompensationEnded', cancelled)
  assert.deepEqual(brokenAt(without(rows, undone)).of('C5'), [place(ended)])
})

test('an older step that is undone before a newer one is told', () => {
  const hold = find(rows, 'StepSent', undoing('undo:hold-money'))
  const shelf = find(
    rows,
    'StepSent',
    (row) => cancelled(row) && String(dataOf(row)['step']).startsWith('undo:reserve-stock'),
  )
  const swapped = changed(changed(rows, shelf, { data: hold['data'] ?? null }), hold, {
    data: shelf['data'] ?? null,
  })
  assert.deepEqual(brokenAt(swapped).of('C5')[0], place(shelf))
})

test('a forward step that is sent once undoing has begun is told', () => {
  const started = find(rows, 'CompensationStarted', cancelled)
  const sent = find(rows, 'StepSent', undoing('undo:hold-money'))
  const { undoes: _, ...forward } = dataOf(sent)
  const late = changed(rows, sent, { data: JSON.stringify({ ...forward, step: 'hold-more' }) })
  assert.ok(Number(sent['position']) > Number(started['position']))
  assert.ok(
    brokenAt(late)
      .of('C5')
      .some(([position]) => position === sent['position']),
  )
})
