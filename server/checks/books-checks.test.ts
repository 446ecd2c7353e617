import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Row } from '#kernel/query.ts'
import { again, brokenAt, changed, dataOf, find, withData, without } from './broken-log.ts'
import { thing, triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
after(() => clinic.remove())
const { rows } = clinic
const place = (row: Row) => [row['position'], row['stream']]
const orderOf = (name: string) => (row: Row) => dataOf(row)['order'] === thing(name)
const holdOf = (name: string) => (row: Row) => dataOf(row)['hold'] === thing(name)

const post = (amount: number, debit: string, credit: string) => [
  { account: debit, debit: amount, credit: 0 },
  { account: credit, debit: 0, credit: amount },
]

test('a top-up that credits a penny less than it debits is told', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const [debit, credit] = post(2_500, 'card', 'wallet.available')
  const found = brokenAt(withData(rows, topUp, { postings: [debit, { ...credit, credit: 2_499 }] }))
  assert.deepEqual(found.of('M1'), [place(topUp)])
  assert.deepEqual(found.of('M2')[0], place(topUp))
})

test('postings are above nothing, on one side, and of the amount that is told', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const wrong = [
    { postings: [] },
    { postings: post(-2_500, 'card', 'wallet.available') },
    { postings: [{ account: 'card', debit: 2_500, credit: 2_500 }] },
    { postings: post(2_500.5, 'card', 'wallet.available') },
    { postings: post(2_400, 'card', 'wallet.available') },
    { amount: 2_400 },
    { postings: null },
  ]
  for (const change of wrong) {
    assert.deepEqual(brokenAt(withData(rows, topUp, change)).of('M1'), [place(topUp)])
  }
})

test('a top-up that goes to the takings instead of the wallet is told', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const found = brokenAt(withData(rows, topUp, { postings: post(2_500, 'card', 'revenue') }))
  assert.deepEqual(found.of('M1'), [])
  assert.deepEqual(found.of('M2'), [place(topUp)])
})

test('a hold of more than the wallet has is told', () => {
  const held = find(rows, 'MoneyHeld', holdOf('confirmed'))
  const postings = post(2_501, 'wallet.available', 'wallet.held')
  const found = brokenAt(withData(rows, held, { amount: 2_501, postings }))
  assert.deepEqual(found.of('M3')[0], place(held))
})

test('a release of money that was not held is told', () => {
  const released = find(rows, 'HeldMoneyReleased', holdOf('cancelled'))
  const postings = post(9_000, 'wallet.held', 'wallet.available')
  const found = brokenAt(withData(rows, released, { amount: 9_000, postings }))
  assert.deepEqual(found.of('M3')[0], place(released))
  assert.deepEqual(found.of('M4'), [place(released)])
})

test('a hold of which a part is left over is told when its order ends', () => {
  const released = find(rows, 'HeldMoneyReleased', holdOf('cancelled'))
  const postings = post(400, 'wallet.held', 'wallet.available')
  const process = `process.order-${thing('cancelled')}`
  const ended = find(rows, 'ProcessEnded', ({ stream }) => stream === process)
  const found = brokenAt(withData(rows, released, { amount: 400, postings }))
  assert.deepEqual(found.of('M5'), [place(ended)])
})

test('a hold of which a part is taken and the rest is not let go is told', () => {
  const released = find(rows, 'HeldMoneyReleased', holdOf('cancelled'))
  const postings = post(400, 'wallet.held', 'revenue')
  const taken = { ...dataOf(released), amount: 400, gift: 0, postings }
  const found = brokenAt(
    changed(rows, released, {
      type: 'HeldMoneyTaken',
      type_version: 2,
      data: JSON.stringify(taken),
    }),
  )
  assert.deepEqual(found.of('M4'), [place(released)])
})

test('a hold that is released twice is told at the second time', () => {
  const twice = again(rows, find(rows, 'HeldMoneyReleased', holdOf('cancelled')))
  assert.deepEqual(brokenAt(twice).of('M4'), [place(twice.at(-1) as Row)])
})

test('a hold that is opened twice, or ended without being opened, is told', () => {
  const held = find(rows, 'MoneyHeld', holdOf('cancelled'))
  const released = find(rows, 'HeldMoneyReleased', holdOf('cancelled'))
  const twice = again(rows, held)
  assert.deepEqual(brokenAt(twice).of('M4'), [place(twice.at(-1) as Row)])
  assert.deepEqual(brokenAt(without(rows, held)).of('M4'), [place(released)])
})

test('postings that hold another sum than the hold says are told', () => {
  const held = find(rows, 'MoneyHeld', holdOf('confirmed'))
  const postings = post(900, 'wallet.available', 'wallet.held')
  const found = brokenAt(withData(rows, held, { postings }))
  assert.deepEqual(found.of('M5'), [place(held)])
})

test('money that stays held when its order has ended is told at the end of the order', () => {
  const released = find(rows, 'HeldMoneyReleased', holdOf('cancelled'))
  const process = `process.order-${thing('cancelled')}`
  const ended = find(rows, 'ProcessEnded', ({ stream }) => stream === process)
  assert.deepEqual(brokenAt(without(rows, released)).of('M5'), [place(ended)])
})

test('money that is held for an order that is not there is told', () => {
  const held = find(rows, 'MoneyHeld', holdOf('confirmed'))
  const purpose = { kind: 'order', id: thing('no order') }
  assert.deepEqual(brokenAt(withData(rows, held, { for: purpose })).of('M5'), [place(held)])
})

test('more reserved than there is on the shelf is told', () => {
  const reserved = find(rows, 'StockReserved', orderOf('confirmed'))
  const found = brokenAt(withData(rows, reserved, { quantity: 21 }))
  assert.deepEqual(found.of('S1')[0], place(reserved))
})

test('more released than was reserved is told', () => {
  const released = find(rows, 'StockReleased', orderOf('cancelled'))
  const found = brokenAt(withData(rows, released, { quantity: 4 }))
  assert.deepEqual(found.of('S1'), [place(released)])
  assert.deepEqual(found.of('S3'), [place(released)])
})

test('half a piece, or none, is no delivery', () => {
  const received = find(rows, 'StockReceived')
  for (const quantity of [0, 20.5, '20']) {
    assert.deepEqual(brokenAt(withData(rows, received, { quantity })).of('S2'), [place(received)])
  }
})

test('a delivery of what is not kept in stock, or without its lot, is told', () => {
  const added = find(rows, 'ItemAdded')
  const received = find(rows, 'StockReceived')
  assert.deepEqual(brokenAt(without(rows, added)).of('S2')[0], place(received))
  assert.deepEqual(brokenAt(withData(rows, added, { stocked: false })).of('S2')[0], place(received))
  assert.deepEqual(brokenAt(withData(rows, added, { lots: true })).of('S2'), [place(received)])
})

test('a reservation that is not released when its order ends is told there', () => {
  const released = find(rows, 'StockReleased', orderOf('cancelled'))
  const process = `process.order-${thing('cancelled')}`
  const ended = find(rows, 'ProcessEnded', ({ stream }) => stream === process)
  assert.deepEqual(brokenAt(without(rows, released)).of('S3'), [place(ended)])
})

test('a reservation that ends twice, or that no order needs, is told', () => {
  const twice = again(rows, find(rows, 'StockReleased', orderOf('cancelled')))
  assert.deepEqual(brokenAt(twice).of('S3'), [place(twice.at(-1) as Row)])
  const reserved = find(rows, 'StockReserved', orderOf('confirmed'))
  const alone = changed(rows, reserved, {
    data: JSON.stringify({ ...dataOf(reserved), order: thing('no order') }),
  })
  assert.deepEqual(brokenAt(alone).of('S3'), [place(reserved)])
})
