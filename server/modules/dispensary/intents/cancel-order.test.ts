import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { maria, placedOrder, pricedOrder, tapeLine } from '../stories/order-story.ts'
import { handedOver, handingOver, kofi, ready, sam, started } from '../stories/ready-story.ts'
import { cancelOrder } from './cancel-order.ts'

const patient = { id: maria, role: 'patient', onBehalfOf: null }
const placed = placedOrder(tapeLine)
const priced = pricedOrder(tapeLine)
const confirmed = { type: 'OrderConfirmed', data: { total: 1990, promised: null } }
const mistake = { reason: 'mistake', note: 'Sorry' } as const
const cancelling = { type: 'OrderCancellationStarted', data: mistake }
const cancelled = { type: 'OrderCancelled', data: { reason: 'mistake' } }
const shortage = { code: 'short-stock', facts: { left: 1, asked: 2, name: 'Tape, 5 m' } }
const denied = { type: 'OrderDenied', data: shortage }
const given = story(cancelOrder)

test('a patient cancels before the order is handed over', () => {
  given(placed).when(patient, mistake).thenEvents(cancelling)
  given(placed, priced, confirmed).when(patient, mistake).thenEvents(cancelling)
})

test('an order is cancelled once', () => {
  given(placed, cancelling).when(patient, mistake).thenRefused('under-way')
  given(placed, cancelling, cancelled).when(patient, mistake).thenRefused('cancelled')
})

test('a denied order needs no cancelling', () =>
  given(placed, denied).when(patient, mistake).thenRefused('denied'))

test('what was never placed cannot be cancelled', () =>
  given().when(patient, mistake).thenRefused('no-order'))

const clinic = { facts: { clinic: { phone: '01632 960140' } } } as never
const stages = [
  [started, 'started'],
  [ready, 'made'],
] as const

test('once a dispenser has it, a patient is told to call, and staff cancel it', () => {
  for (const [events, code] of stages) {
    const told = { by: kofi.id, phone: '01632 960140' }
    given(...events)
      .when(patient, mistake, clinic)
      .thenRefused(code, told)
    given(...events)
      .when(sam, mistake, clinic)
      .thenEvents(cancelling)
  }
})

test('what goes over the desk or is gone cannot be cancelled', () => {
  given(...handingOver)
    .when(sam, mistake)
    .thenRefused('handing-over')
  given(...handedOver)
    .when(sam, mistake)
    .thenRefused('done', { on: storyTime })
})
