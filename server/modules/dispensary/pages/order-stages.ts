import type { Envelope } from '#kernel/event.ts'
import type { OrderEvents } from '../events.ts'

/** A stage of an order: what it is called once it is reached and before, and to whoever ordered. */
export type Stage = {
  readonly types: readonly OrderEvents['type'][]
  readonly done: string
  readonly todo: string
  readonly patients: string
}

/** What every order goes through, in order. */
export const stages: readonly Stage[] = [
  { types: ['OrderPlaced'], done: 'Placed', todo: 'Placed', patients: 'Placed' },
  {
    types: ['OrderConfirmed'],
    done: 'Confirmed',
    todo: 'To be confirmed',
    patients: 'Confirmed',
  },
  {
    types: ['PreparationStarted', 'PreparationTakenOver'],
    done: 'Preparation begun',
    todo: 'To be prepared',
    patients: 'Prepared',
  },
  {
    types: ['OrderReady'],
    done: 'Ready to collect',
    todo: 'Ready to collect',
    patients: 'Ready to be collected',
  },
  {
    types: ['OrderHandedOver', 'OrderCollected'],
    done: 'Handed over',
    todo: 'Handed over',
    patients: 'With you',
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
export function reached(events: readonly Envelope<OrderEvents>[], { types }: Stage) {
  const stays = types.includes('OrderPlaced') || types.includes('OrderConfirmed')
  const since = stays ? -1 : events.findLastIndex(({ type }) => type === 'PreparationPutBack')
  const undone = types.includes('OrderReady')
    ? Math.max(
        since,
        events.findLastIndex(({ type }) => type === 'OrderNotReady'),
      )
    : since
  return events.findLast(({ type }, index) => index > undone && types.includes(type))
}

/** How an order ended, where it ended otherwise than with whoever ordered. */
export function endedOtherwise(events: readonly Envelope<OrderEvents>[]) {
  const event = events.findLast(({ type }) => Object.hasOwn(endings, type))
  return event && { event, title: endings[event.type] ?? '' }
}
