import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import type { OrderEvents } from '../events.ts'
import { isOverState, type OrderRow } from '../projections/order-queries.ts'

/** A stage of an order as `ui/steps.njk` takes it. */
export type Milestone = {
  readonly state: 'done' | 'under-way' | 'failed' | 'not-begun'
  readonly title: string
  readonly remark?: string
  readonly at?: string
}

type Stage = {
  readonly types: readonly OrderEvents['type'][]
  readonly done: string
  readonly todo: string
}

const stages: readonly Stage[] = [
  { types: ['OrderPlaced'], done: 'Placed', todo: 'Placed' },
  { types: ['OrderConfirmed'], done: 'Confirmed', todo: 'To be confirmed' },
  {
    types: ['PreparationStarted', 'PreparationTakenOver'],
    done: 'Preparation begun',
    todo: 'To be prepared',
  },
  { types: ['OrderReady'], done: 'Ready to collect', todo: 'Ready to collect' },
  {
    types: ['OrderHandedOver', 'OrderCollected'],
    done: 'Handed over',
    todo: 'Handed over',
  },
]

const endings: Readonly<Partial<Record<OrderEvents['type'], string>>> = {
  OrderDenied: 'Did not go through',
  OrderCancelled: 'Cancelled',
  OrderLapsed: 'Not collected, back on the shelf',
  OrderUndone: 'Undone by the clinic',
  OrderSettledByHand: 'Settled by hand',
}

/** The event that stands for a stage now: one that was taken back since, such as a claim, does not count. */
function reached(events: readonly Envelope<OrderEvents>[], { types }: Stage) {
  const back = types.includes('OrderPlaced') || types.includes('OrderConfirmed')
  const since = back ? -1 : events.findLastIndex(({ type }) => type === 'PreparationPutBack')
  const undone = types.includes('OrderReady')
    ? Math.max(
        since,
        events.findLastIndex(({ type }) => type === 'OrderNotReady'),
      )
    : since
  return events.findLast(({ type }, index) => index > undone && types.includes(type))
}

/**
 * An order's stages with their times, as people speak of them: those behind it, the one it waits for, and
 * how it ended where it ended otherwise. Who prepares it is named.
 */
export function milestonesOf(
  { say, at }: PageContext,
  order: OrderRow,
  events: readonly Envelope<OrderEvents>[],
): readonly Milestone[] {
  const when = (time: number) =>
    say.day(time).iso === say.day(at).iso ? say.time(time).text : say.moment(time).text
  const found = stages.map((stage) => ({ stage, event: reached(events, stage) }))
  const done = found.flatMap(({ stage, event }): Milestone[] => {
    if (!event) return []
    const isClaim = stage.types.includes('PreparationStarted')
    const title = event.type === 'OrderCollected' ? 'Collected with the code' : stage.done
    const remark = isClaim ? { remark: `By ${say.name(event.actor)}` } : {}
    return [{ state: 'done', title, at: when(event.at), ...remark }]
  })
  const end = events.findLast(({ type }) => Object.hasOwn(endings, type))
  if (end) {
    const title = endings[end.type] ?? ''
    return [...done, { state: 'failed', title, at: when(end.at) }]
  }
  if (isOverState(order.state)) return done
  const left = found.filter(({ event }) => !event)
  const rest = left.map(
    ({ stage }, index): Milestone => ({
      state: index === 0 ? 'under-way' : 'not-begun',
      title: stage.todo,
    }),
  )
  return [...done, ...rest]
}
