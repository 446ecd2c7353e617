import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import type { ClinicSettings } from '#modules/clinic/published.ts'
import type { WalletRow } from '#modules/wallets/published.ts'
import { daysAfter } from '../rules/promise.ts'
import { maria, placedOrder, pricedOrder, tapeLine } from '../stories/order-story.ts'
import { confirmOrder } from './confirm-order.ts'

const system = { id: 'system:order', role: 'system', onBehalfOf: maria }
const placed = placedOrder(tapeLine)
const priced = pricedOrder(tapeLine)
const promisedBy = (promised: number | null) =>
  ({ type: 'OrderConfirmed', data: { total: 1990, promised } }) as const
const confirmed = promisedBy(null)
const mistake = { reason: 'mistake', note: 'Sorry' } as const
const cancelling = { type: 'OrderCancellationStarted', data: mistake }
const given = story(confirmOrder)

test('a priced order is confirmed for its total', () =>
  given(placed, priced).when(system, {}).thenEvents(confirmed))

const wallet: WalletRow = {
  person: maria,
  available: 5000,
  held: 1990,
  gift: 0,
  taken: 0,
  paidIn: 6990,
  paidOut: 0,
  given: 0,
  status: 'open',
}
const harbourLane: ClinicSettings = {
  name: 'Harbour Lane Clinic',
  shortName: 'Harbour Lane',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '',
  hours: '',
  closedDays: [],
  sender: '',
  demo: false,
  topUpLimit: 50_000,
}
const hold = { hold: storyId(1), amount: 1990, forKind: 'order', at: storyTime, expires: null }

test('an order whose money was released by hand meanwhile is not confirmed', () => {
  const held = (forId: string) => ({
    facts: { wallet, holds: [{ ...hold, forId }], clinic: undefined },
  })
  given(placed, priced)
    .when(system, {}, held(storyId(1)))
    .thenEvents(confirmed)
  given(placed, priced)
    .when(system, {}, held(storyId(2)))
    .thenRefused('not-held')
})

test('it is promised for the next working day of the clinic', () => {
  const clinic = { ...harbourLane, closedDays: ['11-24', '11-25'] }
  const facts = { wallet, holds: [{ ...hold, forId: storyId(1) }], clinic }
  given(placed, priced)
    .when(system, {}, { facts })
    .thenEvents(promisedBy(daysAfter(storyTime, 3)))
})

test('an order is not confirmed before its prices are checked', () =>
  given(placed).when(system, {}).thenRefused('not-priced'))

test('an order that is being cancelled is not confirmed any more', () =>
  given(placed, priced, cancelling).when(system, {}).thenRefused('cancelling'))

test('nothing is confirmed that was not placed', () =>
  given().when(system, {}).thenRefused('no-order'))
