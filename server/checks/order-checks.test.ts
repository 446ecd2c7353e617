import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { DomainEvent, Envelope } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import {
  type ItemEvents,
  itemStream,
  type OrderEvents,
  orderStream,
} from '#modules/dispensary/published.ts'
import { type WalletEvents, walletStream } from '#modules/wallets/published.ts'
import type { AnyCheck } from './check.ts'
import { ordersAreChargedOnce } from './order-charges.ts'
import { ordersCostWhatWasAgreed } from './order-prices.ts'
import { foundBy } from './wallet-moves.ts'
import { type Written, writtenLog } from './written-log.ts'

const [tape, insole] = [storyId(1), storyId(2)]
const [order, patient] = [storyId(21), storyId(31)]

const ofOrder = (event: OrderEvents): Written => [orderStream(order), event]
const ofItem = (item: string, event: ItemEvents, differs?: Partial<Envelope>): Written => [
  itemStream(item),
  event,
  differs,
]
const inWallet = (event: DomainEvent<WalletEvents['type']>): Written => [
  walletStream(patient),
  event,
]

const item = (id: string, price: number, stocked: boolean) =>
  ofItem(id, {
    type: 'ItemAdded',
    data: {
      code: 'ITEM',
      name: 'Item',
      unit: 'one',
      price,
      taxRate: 20,
      stocked,
      reorderLevel: 0,
      lots: false,
      returnable: true,
      maxPerOrder: 9,
    },
  })

const priced = (id: string, quantity: number, price: number, stocked: boolean) => ({
  ...{ item: id, quantity, price, stocked },
  ...{ code: 'ITEM', name: 'Item', unit: 'one', taxRate: 20 },
})
const asked = [
  { item: tape, quantity: 2 },
  { item: insole, quantity: 1 },
]
const placed = (acceptedTotal: number) =>
  ofOrder({ type: 'OrderPlaced', data: { patient, lines: asked, acceptedTotal, note: '' } })
const pricedAt = (tapePrice: number, total: number) =>
  ofOrder({
    type: 'OrderPriced',
    data: { lines: [priced(tape, 2, tapePrice, true), priced(insole, 1, 700, false)], total },
  })
const out = (quantity: number) =>
  ofItem(tape, {
    type: 'StockHandedOut',
    data: { order, quantity, lots: [{ lot: '', quantity }] },
  })
const back = (quantity: number) =>
  ofItem(tape, { type: 'StockReturned', data: { order, quantity, lot: '', toShelf: true } })
const money = (type: 'HeldMoneyTaken' | 'MoneyRefunded' | 'RefundUndone', amount: number) =>
  inWallet({ type, data: { hold: order, amount, for: { kind: 'order', id: order } } })
const handedOver = (tapes: number, total: number) =>
  ofOrder({
    type: 'OrderHandedOver',
    data: {
      lines: [
        { item: tape, quantity: tapes },
        { item: insole, quantity: 1 },
      ],
      total,
    },
  })
const cancelled = ofOrder({ type: 'OrderCancelled', data: { reason: 'mistake' } })

const begun = [item(tape, 500, true), item(insole, 700, false), placed(1_700), pricedAt(500, 1_700)]
const found = (check: AnyCheck, ...written: readonly Written[]) =>
  foundBy(check, writtenLog(...written)).map(({ position }) => position)

test('an order that is handed over and paid as it should be is not told', () => {
  const whole = [...begun, out(2), money('HeldMoneyTaken', 1_700), handedOver(2, 1_700)]
  for (const check of [ordersAreChargedOnce, ordersCostWhatWasAgreed]) {
    deepEqual(found(check, ...whole), [], check.id)
  }
  const short = [...begun, out(1), money('HeldMoneyTaken', 1_200), handedOver(1, 1_200)]
  deepEqual(found(ordersAreChargedOnce, ...short), [])
})

test('more or less taken than the price of what was handed over is told', () => {
  for (const amount of [1_699, 1_701]) {
    const wrong = [...begun, out(2), money('HeldMoneyTaken', amount), handedOver(2, 1_700)]
    deepEqual(found(ordersAreChargedOnce, ...wrong), [7])
  }
  deepEqual(found(ordersAreChargedOnce, ...begun, out(2), handedOver(2, 1_700)), [6])
})

test('goods that were handed over and did not leave the shelf are told, and the other way round', () => {
  const paid = money('HeldMoneyTaken', 1_700)
  deepEqual(found(ordersAreChargedOnce, ...begun, out(1), paid, handedOver(2, 1_700)), [7])
  deepEqual(found(ordersAreChargedOnce, ...begun, paid, handedOver(2, 1_700)), [6])
  const nothing = ofOrder({ type: 'OrderHandedOver', data: { lines: [], total: 0 } })
  deepEqual(found(ordersAreChargedOnce, ...begun, out(2), nothing), [6])
})

test('a total that is not the price of its lines is told', () => {
  const wrong = [...begun, out(2), money('HeldMoneyTaken', 1_700), handedOver(2, 1_600)]
  deepEqual(found(ordersAreChargedOnce, ...wrong), [7])
})

test('money that stays taken for an order that is cancelled is told', () => {
  const taken = [...begun, money('HeldMoneyTaken', 1_700)]
  deepEqual(found(ordersAreChargedOnce, ...taken, cancelled), [6])
  const refunded = [...taken, money('MoneyRefunded', 1_700)]
  deepEqual(found(ordersAreChargedOnce, ...refunded, cancelled), [])
  const undone = money('RefundUndone', 1_700)
  deepEqual(found(ordersAreChargedOnce, ...refunded, undone, cancelled), [8])
})

test('money that is taken once the order is over is told', () =>
  deepEqual(found(ordersAreChargedOnce, ...begun, cancelled, money('HeldMoneyTaken', 1)), [6]))

test('goods that came back while the order was undone are no goods that were handed over', () => {
  const again = [...begun, out(2), back(2), out(2), money('HeldMoneyTaken', 1_700)]
  deepEqual(found(ordersAreChargedOnce, ...again, handedOver(2, 1_700)), [])
})

test('a price that was not in force is told', () => {
  const items = [item(tape, 500, true), item(insole, 700, false), placed(1_900)]
  deepEqual(found(ordersCostWhatWasAgreed, ...items, pricedAt(600, 1_900)), [4])
  const from = writtenLog(...items).at(-1)?.at ?? 0
  const change = (at: number) =>
    ofItem(tape, { type: 'PriceChanged', data: { price: 600, was: 500, from: at } })
  const cheap = [item(tape, 500, true), item(insole, 700, false), change(from), placed(1_900)]
  deepEqual(found(ordersCostWhatWasAgreed, ...cheap, pricedAt(600, 1_900)), [])
  const later = [item(tape, 500, true), item(insole, 700, false), change(from + 9_000)]
  deepEqual(found(ordersCostWhatWasAgreed, ...later, placed(1_900), pricedAt(600, 1_900)), [5])
})

test('a total that is not the sum of the lines, or was not accepted, is told', () => {
  const items = [item(tape, 500, true), item(insole, 700, false)]
  deepEqual(found(ordersCostWhatWasAgreed, ...items, placed(1_600), pricedAt(500, 1_600)), [4])
  deepEqual(found(ordersCostWhatWasAgreed, ...items, placed(1_600), pricedAt(500, 1_700)), [4])
})
