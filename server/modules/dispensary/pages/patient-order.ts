import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import type { OrderEvents } from '../events.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { stayedHere } from '../words/left-out.ts'
import { orderInLetter } from '../words/order-messages.ts'
import { collectionCodeOf } from './collection-code.ts'
import { endedOtherwise, reached, stages } from './order-stages.ts'

type Step = {
  readonly state: 'done' | 'under-way' | 'failed' | 'not-begun'
  readonly title: string
  readonly at?: string
  readonly remark?: string
}

/** An order as whoever ordered it sees it. */
export type PatientOrder = {
  /** What happened so far, each with its time, and what is still to come. */
  readonly steps: readonly Step[]
  /** How to collect it, once it is ready. */
  readonly collect?: { readonly code: string; readonly until: string }
}

const nothing = 'Nothing was charged, nothing is held'

/** What it means for the money that this happened. */
function remarkOf(context: PageContext, event: Envelope<OrderEvents>): string {
  const money = (minor: number) => context.say.money(minor).text
  switch (event.type) {
    case 'OrderConfirmed':
      return event.data.total > 0 ? `${money(event.data.total)} held in the wallet` : ''
    case 'OrderHandedOver':
    case 'OrderCollected':
      return event.data.total > 0 ? `${money(event.data.total)} was taken` : ''
    default:
      return ''
  }
}

function stepsOf(context: PageContext, events: readonly Envelope<OrderEvents>[]): readonly Step[] {
  const ended = endedOtherwise(events)
  const steps = stages.map((stage): Step => {
    const title = stage.patients
    const event = reached(events, stage)
    if (!event) return { state: 'not-begun', title }
    const remark = remarkOf(context, event)
    const at = context.say.moment(event.at).text
    return { state: 'done', title, at, ...(remark ? { remark } : {}) }
  })
  return ended
    ? [...steps.filter(isDone), endedAs(context, ended)]
    : [...steps, ...leftOutOf(context, events), ...backOf(context, events)]
}

const isDone = ({ state }: Step) => state === 'done'

function endedAs(
  context: PageContext,
  { event, title }: NonNullable<ReturnType<typeof endedOtherwise>>,
): Step {
  const at = context.say.moment(event.at).text
  const state = event.type === 'OrderDenied' ? 'failed' : 'done'
  // What a person settled may have been paid: the history says how.
  return event.type === 'OrderSettledByHand'
    ? { state, title, at }
    : { state, title, at, remark: nothing }
}

/** What stayed here though it lay ready, and that it is not paid. */
function leftOutOf(
  context: PageContext,
  events: readonly Envelope<OrderEvents>[],
): readonly Step[] {
  return events.flatMap((event): readonly Step[] => {
    if (event.type !== 'OrderLineLeftOut') return []
    const { amount } = event.data
    const free = amount > 0 ? `${context.say.money(amount).text} is free in the wallet again` : ''
    const at = context.say.moment(event.at).text
    const remark = [free, 'Order it again if it is still needed'].filter(Boolean).join('. ')
    return [{ state: 'failed', title: stayedHere(event.data), at, remark }]
  })
}

/** What came back since, and what they had for it. */
function backOf(context: PageContext, events: readonly Envelope<OrderEvents>[]): readonly Step[] {
  return events.flatMap((event): readonly Step[] => {
    if (event.type !== 'ItemsReturned') return []
    const { quantity, name, amount } = event.data
    const refund = amount > 0 ? `${context.say.money(amount).text} is in the wallet again` : ''
    const remark = refund || 'Exchanged'
    const at = context.say.moment(event.at).text
    return [{ state: 'done', title: `${quantity} ${name} came back`, at, remark }]
  })
}

/** How an order stands, for whoever ordered it. */
export async function patientOrder(
  context: PageContext,
  order: OrderRow,
  events: readonly Envelope<OrderEvents>[],
): Promise<PatientOrder> {
  const code = await collectionCodeOf(context, order)
  const { until } = orderInLetter(events)
  const collect = code && until ? { code, until: context.say.moment(until).text } : undefined
  return { steps: stepsOf(context, events), ...(collect ? { collect } : {}) }
}
