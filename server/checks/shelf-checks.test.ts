import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { DomainEvent, Envelope } from '#kernel/event.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { type ItemEvents, itemStream } from '#modules/dispensary/published.ts'
import type { AnyCheck } from './check.ts'
import { lotsWereGood } from './lots.ts'
import { reservationsEndOnce } from './reservations.ts'
import { onlyWhatWasGivenComesBack } from './returns.ts'
import { shelvesArePossible, stockComesFromSomewhere } from './shelf.ts'
import { foundBy } from './wallet-moves.ts'
import { type Written, writtenLog } from './written-log.ts'

const plasters = itemStream(storyId(1))
const [first, second] = [storyId(21), storyId(22)]
const dayMs = 86_400_000

const on = (event: ItemEvents, differs?: Partial<Envelope>): Written => [plasters, event, differs]
const added = on({
  type: 'ItemAdded',
  data: {
    code: 'PLAST',
    name: 'Plasters',
    unit: 'box',
    price: 300,
    taxRate: 20,
    stocked: true,
    reorderLevel: 2,
    lots: true,
    returnable: true,
    maxPerOrder: 9,
  },
})
const received = (lot: string, quantity: number, expires = '2026-12-31') =>
  on({ type: 'StockReceived', data: { lot, quantity, expires, supplierReference: '' } })
const reserved = (order: string, quantity: number) =>
  on({ type: 'StockReserved', data: { order, quantity } })
const picked = (order: string, lot: string, quantity: number) =>
  on({ type: 'StockPicked', data: { order, lots: [{ lot, quantity }] } })
const released = (order: string, quantity: number) =>
  on({ type: 'StockReleased', data: { order, quantity } })
const handedOut = (order: string, lot: string, quantity: number, at?: number) =>
  on(
    { type: 'StockHandedOut', data: { order, quantity, lots: [{ lot, quantity }] } },
    at === undefined ? undefined : { at },
  )
const returned = (order: string, lot: string, quantity: number) =>
  on({ type: 'StockReturned', data: { order, quantity, lot, toShelf: true } })
const writtenOff = (lot: string, quantity: number) =>
  on({ type: 'StockWrittenOff', data: { lot, quantity, reason: 'broken' } })
const counted = (lot: string, expected: number, found: number) =>
  on({
    type: 'StockCounted',
    data: { lot, expected, counted: found, reason: 'Counted again', short: [] },
  })
const recalled = (lot: string) => on({ type: 'LotRecalled', data: { lot, reason: 'By the maker' } })

const processOf = (order: string) => `process.order-${order}`
const noted = (order: string): Written => [
  processOf(order),
  { type: 'EventNoted', data: {} } as DomainEvent,
]
const ended = (order: string): Written => [
  processOf(order),
  { type: 'ProcessEnded', data: { as: 'handed-over' } },
]

const all = [
  shelvesArePossible,
  stockComesFromSomewhere,
  reservationsEndOnce,
  lotsWereGood,
  onlyWhatWasGivenComesBack,
]
const found = (check: AnyCheck, ...written: readonly Written[]) =>
  foundBy(check, writtenLog(...written)).map(({ position }) => position)

// What may happen on a shelf, once each.
const day: readonly Written[] = [
  added,
  noted(first),
  received('A', 6),
  received('B', 4),
  reserved(first, 3),
  picked(first, 'A', 2),
  released(first, 1),
  handedOut(first, 'A', 2),
  ended(first),
  returned(first, 'A', 1),
  writtenOff('A', 1),
  counted('B', 4, 3),
]

test('on a shelf on which everything happened as it should, nothing is found', () => {
  for (const check of all) deepEqual(found(check, ...day), [], check.id)
})

test('more of a lot that is handed out than there was is told', () =>
  deepEqual(
    found(shelvesArePossible, added, received('A', 1), received('B', 5), handedOut(first, 'A', 2)),
    [4],
  ))

test('pieces that lie in two bags at once are told', () => {
  const promised = [reserved(first, 3), reserved(second, 3)]
  const [one, other] = [picked(first, 'A', 3), picked(second, 'A', 3)]
  const twice = [added, received('A', 4), received('B', 4), ...promised, one, other]
  deepEqual(found(shelvesArePossible, ...twice), [7])
})

test('more written off than is free is told, for an order lacks it then', () =>
  deepEqual(
    found(shelvesArePossible, added, received('A', 4), reserved(first, 3), writtenOff('A', 2)),
    [4],
  ))

test('what a count expected and the log does not know is told', () =>
  deepEqual(found(stockComesFromSomewhere, added, received('A', 4), counted('A', 5, 4)), [3]))

test('half a piece that is counted, written off or returned is told', () => {
  const before = [added, received('A', 4), handedOut(first, 'A', 1)]
  for (const wrong of [counted('A', 3, 1.5), writtenOff('A', 0.5), returned(first, 'A', 0)]) {
    deepEqual(found(stockComesFromSomewhere, ...before, wrong), [4])
  }
})

test('a movement of lots without the lot is told', () => {
  for (const wrong of [returned(first, '', 1), handedOut(first, '', 1), picked(first, '', 1)]) {
    deepEqual(found(stockComesFromSomewhere, added, received('A', 4), wrong), [3])
  }
})

test('lots that do not add up to what was handed out are told', () => {
  const short = on({
    type: 'StockHandedOut',
    data: { order: first, quantity: 3, lots: [{ lot: 'A', quantity: 2 }] },
  })
  deepEqual(found(stockComesFromSomewhere, added, received('A', 4), short), [3])
})

test('what is handed out and was never promised, or only in part, is told', () => {
  deepEqual(found(reservationsEndOnce, added, received('A', 4), handedOut(first, 'A', 1)), [3])
  const part = [added, noted(first), received('A', 4), reserved(first, 3)]
  deepEqual(found(reservationsEndOnce, ...part, handedOut(first, 'A', 2)), [5])
})

test('what was let go is promised again up to what was ordered, and no further', () => {
  const priced: Written = [
    `order-${first}`,
    { type: 'OrderPriced', data: { lines: [{ item: storyId(1), quantity: 3 }], total: 900 } },
  ]
  const short = [added, noted(first), priced, received('A', 9), reserved(first, 3)]
  const again = [...short, released(first, 1), reserved(first, 1)]
  deepEqual(found(reservationsEndOnce, ...again), [])
  deepEqual(found(reservationsEndOnce, ...again, reserved(first, 1)), [8])
})

test('what is handed out twice is told', () => {
  const once = [added, noted(first), received('A', 4), reserved(first, 2), handedOut(first, 'A', 2)]
  deepEqual(found(reservationsEndOnce, ...once, handedOut(first, 'A', 2)), [6])
})

test('what is left of a reservation when its order ends is told there', () => {
  const left = [added, noted(first), received('A', 4), reserved(first, 3), released(first, 1)]
  deepEqual(found(reservationsEndOnce, ...left, ended(first)), [6])
})

test('a lot that is handed out after its last day is told, on that day it is not', () => {
  const lot = [added, received('A', 4, '2026-11-25'), reserved(first, 1)]
  deepEqual(found(lotsWereGood, ...lot, handedOut(first, 'A', 1, storyTime + 2 * dayMs)), [])
  deepEqual(found(lotsWereGood, ...lot, handedOut(first, 'A', 1, storyTime + 3 * dayMs)), [4])
})

test('a lot that is handed out after it was recalled is told', () => {
  const lot = [added, received('A', 4), reserved(first, 1)]
  deepEqual(found(lotsWereGood, ...lot, recalled('B'), handedOut(first, 'A', 1)), [])
  deepEqual(found(lotsWereGood, ...lot, recalled('A'), handedOut(first, 'A', 1)), [5])
})

test('more that comes back than was handed out, or of another lot, is told', () => {
  const out = [added, received('A', 4), handedOut(first, 'A', 2), returned(first, 'A', 1)]
  deepEqual(found(onlyWhatWasGivenComesBack, ...out, returned(first, 'A', 2)), [5])
  deepEqual(found(onlyWhatWasGivenComesBack, ...out, returned(first, 'B', 1)), [5])
  deepEqual(found(onlyWhatWasGivenComesBack, ...out, returned(second, 'A', 1)), [5])
})
