import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import type { OrderEvents } from '../events.ts'
import { isOverState, type OrderRow } from '../projections/order-queries.ts'
import { endedOtherwise, reached, stages } from './order-stages.ts'

/** A stage of an order as `ui/steps.njk` takes it. */
export type Milestone = {
  readonly state: 'done' | 'under-way' | 'failed' | 'not-begun'
  readonly title: string
  readonly remark?: string
  readonly at?: string
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
  const end = endedOtherwise(events)
  if (end) {
    const state = end.event.type === 'OrderDenied' ? 'failed' : 'done'
    return [...done, { state, title: end.title, at: when(end.event.at) }]
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
