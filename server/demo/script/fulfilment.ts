import type { Aftermath, BookedOrder, When } from './booking.ts'
import type { Clockwork } from './clockwork.ts'
import type { Deed } from './deed.ts'

/** How long somebody prepares before the order is ready, in ms. */
const preparingMs = 11 * 60_000

/** By what the script calls the order that makes something again: the worker says its id. */
export const remakeKey = 'remake'

type About = {
  readonly order: BookedOrder
  readonly key: string
  readonly clockwork: Clockwork
}

function claiming({ key }: Pick<About, 'key'>, at: number): Deed {
  return { at, by: 'kofi', intent: 'start-preparing', on: key, ends: 'succeeded', data: () => ({}) }
}

function makingReady({ order, key, clockwork }: About, since: When, shelf: string): Deed[] {
  const at = clockwork.at(...since)
  const ready: Deed = {
    at,
    by: 'kofi',
    intent: 'mark-ready',
    on: key,
    ends: 'succeeded',
    data: (idOf) => ({
      shelf,
      lines: Object.entries(order.lines).map(([code, quantity]) => ({
        item: idOf(code),
        lot: '',
        quantity,
        'short-reason': '',
      })),
    }),
  }
  return [claiming({ key }, at - preparingMs), ready]
}

function handing({ key, clockwork }: About, when: When, by: string, proxy: string | null): Deed {
  const checked = { receiver: '', consent: '', identity: true }
  return {
    at: clockwork.at(...when),
    by,
    intent: 'hand-over-order',
    on: key,
    ends: 'succeeded',
    data: (idOf) =>
      proxy
        ? { receivedBy: 'proxy', proxy: idOf(proxy), ...checked }
        : { receivedBy: 'patient', proxy: null, ...checked },
  }
}

function afterwards({ key, clockwork }: About, then: Aftermath): readonly Deed[] {
  const { when, code } = then
  const onOrder = { at: clockwork.at(...when), by: 'kofi', on: key, ends: 'succeeded' } as const
  if (then.is === 'returned') {
    const { reason } = then
    const how = { quantity: 1, condition: 'sealed', reason, refund: 'refund' }
    return [{ ...onOrder, intent: 'return-items', data: (idOf) => ({ line: idOf(code), ...how }) }]
  }
  const { what } = then
  const again: Deed = {
    ...onOrder,
    intent: 'remake-order',
    data: (idOf) => ({ line: idOf(code), what, charge: 'none' }),
  }
  return [again, claiming({ key: remakeKey }, clockwork.at(0, '09:12'))]
}

/** From the bench to the hand that takes it, and what came after. */
export function fulfilment(order: BookedOrder, key: string, clockwork: Clockwork): readonly Deed[] {
  const about = { order, key, clockwork }
  const { end } = order
  switch (end.is) {
    case 'preparing':
      return [claiming(about, clockwork.at(...end.since))]
    case 'ready':
      return makingReady(about, end.since, end.shelf)
    case 'handed-over':
      return [
        ...makingReady(about, end.ready, end.shelf),
        handing(about, end.when, end.by, end.proxy),
        ...(end.then ? afterwards(about, end.then) : []),
      ]
    default:
      return []
  }
}
