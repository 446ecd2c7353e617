import type { Envelope } from '#kernel/event.ts'
import type { SendMessage } from '#modules/notices/published.ts'
import type { LeftOut } from '../events/fulfilment-events.ts'
import type { OrderEvents } from '../events.ts'
import { daysAfter, keptDays } from '../rules/promise.ts'

type Facts = Readonly<Record<string, string | number>>

/** What is told to whoever ordered: the mail's template, and what it prints besides the order itself. */
export type OrderTidings = {
  readonly template: string
  facts(data: Readonly<Record<string, unknown>>): Facts
}

const plain = (template: string): OrderTidings => ({ template, facts: () => ({}) })

/** Facts of a denial that a mail can print; others, such as lists, it does without. */
function printable(data: Readonly<Record<string, unknown>>): Facts {
  const given = Object.entries((data['facts'] ?? {}) as object)
  const kept = given.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return { ...Object.fromEntries(kept), code: String(data['code']) }
}

const tidings: Readonly<Record<string, OrderTidings>> = {
  OrderConfirmed: plain('order-confirmed'),
  OrderDenied: { template: 'order-denied', facts: printable },
  OrderReady: plain('order-ready'),
  CollectionCodeRenewed: plain('order-new-code'),
  CollectionReminded: {
    template: 'order-waits',
    facts: ({ day, until }) => ({ day: Number(day), until: Number(until) }),
  },
  // One letter names all that was left out.
  OrderLineLeftOut: plain('order-left-out'),
  OrderLapsed: plain('order-lapsed'),
  OrderCancelled: plain('order-cancelled'),
  OrderUndone: plain('order-cancelled'),
}

/** What an event is to the patient, or nothing where it is no news to them. */
export function tidingsOf(type: string): OrderTidings | undefined {
  return Object.hasOwn(tidings, type) ? tidings[type] : undefined
}

/** A message about an order: it leads to the order, whose lines, number and code are told when it is rendered. */
export function orderMessage(
  patient: string,
  order: string,
  template: string,
  facts: Facts,
): SendMessage {
  return {
    person: patient,
    kind: 'orders',
    template,
    to: '',
    facts: { ...facts, order },
    link: { path: `/orders/${order}`, secret: '' },
  }
}

/** What a letter about an order prints of it, from its own events. Money in minor units, times in ms. */
export type OrderInLetter = {
  readonly lines: readonly { readonly quantity: number; readonly name: string }[]
  readonly total: number
  /** The code to collect it with, and until when it is kept; nothing before it is ready. */
  readonly code: string | null
  readonly until: number | null
  /** What stayed here when the rest was handed over, why, and what it would have come to. */
  readonly leftOut: readonly (LeftOut & { readonly name: string })[]
}

/** The last event of a type, as an order's stream has it. */
function lastOf<T extends OrderEvents['type']>(events: readonly Envelope<OrderEvents>[], type: T) {
  return events.findLast((event) => event.type === type) as
    | Envelope<Extract<OrderEvents, { type: T }>>
    | undefined
}

/** How an order stands, for a letter about it: what it holds now, and how to collect it. */
export function orderInLetter(events: readonly Envelope<OrderEvents>[]): OrderInLetter {
  const priced = lastOf(events, 'OrderPriced')?.data
  const ready = lastOf(events, 'OrderReady')
  if (!ready) {
    const { lines = [], total = 0 } = priced ?? {}
    return { lines, total, code: null, until: null, leftOut: [] }
  }
  const names = new Map(priced?.lines.map(({ item, name }) => [item, name]))
  const renewed = lastOf(events, 'CollectionCodeRenewed')
  const isNewer = renewed !== undefined && renewed.version > ready.version
  return {
    lines: ready.data.lines.map(({ item, quantity }) => ({
      quantity,
      name: names.get(item) ?? '',
    })),
    total: ready.data.total,
    code: isNewer ? renewed.data.code : ready.data.code,
    until: daysAfter(ready.at, keptDays),
    leftOut: events.flatMap((event) => (event.type === 'OrderLineLeftOut' ? [event.data] : [])),
  }
}
