import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { type OrderEvents, orderStream } from '#modules/dispensary/published.ts'
import { onlyWhatWasGivenComesBack } from './returns.ts'
import { foundBy } from './wallet-moves.ts'
import { type Written, writtenLog } from './written-log.ts'

const [order, remade, other] = [storyId(21), storyId(22), storyId(23)]
const [insole, splint] = [storyId(1), storyId(2)]

const on = (id: string, event: OrderEvents): Written => [orderStream(id), event]
const handedOver = (id: string) =>
  on(id, {
    type: 'OrderHandedOver',
    data: { lines: [{ item: insole, quantity: 2 }], total: 1_400 },
  })
const back = (item: string, quantity: number) =>
  on(order, {
    type: 'ItemsReturned',
    data: {
      ...{ return: storyId(31), item, name: 'Insole', quantity, condition: 'sealed', amount: 0 },
      as: 'refunded',
    },
  })
const wanted = (item: string) =>
  on(order, {
    type: 'RemakeOrdered',
    data: {
      ...{ order: remade, patient: storyId(41), item, name: 'Insole', quantity: 2 },
      ...{ what: 'It fell apart at once', charge: 'none', total: 0 },
    },
  })
const placed = (id: string) =>
  on(id, {
    type: 'OrderPlaced',
    data: {
      ...{
        patient: storyId(41),
        lines: [{ item: insole, quantity: 2 }],
        acceptedTotal: 0,
        note: '',
      },
      remake: { order, item: insole, charge: 'none' },
    },
  })
const cancelled = on(remade, { type: 'OrderCancelled', data: { reason: 'mistake' } })
const found = (...written: readonly Written[]) =>
  foundBy(onlyWhatWasGivenComesBack, writtenLog(...written)).map(({ position }) => position)

test('what is made to order comes back at most as often as it was handed over', () => {
  deepEqual(found(handedOver(order), back(insole, 1), back(insole, 1)), [])
  deepEqual(found(handedOver(order), back(insole, 1), back(insole, 2)), [3])
  deepEqual(found(handedOver(order), back(splint, 1)), [2])
})

test('only what was handed over is made again', () => {
  deepEqual(found(handedOver(order), wanted(insole)), [])
  deepEqual(found(handedOver(order), wanted(splint)), [2])
  deepEqual(found(wanted(insole), handedOver(order)), [1])
})

test('a line is made again once at a time', () => {
  const once = [handedOver(order), wanted(insole), placed(remade)]
  deepEqual(found(...once, cancelled, placed(other)), [])
  deepEqual(found(...once, handedOver(remade), placed(other)), [])
  deepEqual(found(...once, placed(other)), [4])
})
