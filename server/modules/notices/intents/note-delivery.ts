import * as z from 'zod'
import type { DeliveryTold } from '#kernel/delivery.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { type Message, message } from '../deciders/message.ts'
import type { MessageEvents } from '../events.ts'

const fields = fromProcess<DeliveryTold>(
  {
    outcome: z.enum(['handed-over', 'refused', 'later', 'given-up', 'withdrawn']),
    attempt: z.number().int().positive(),
    error: z.string(),
    words: z.string(),
    perhaps: z.boolean(),
    bounced: z.boolean(),
    nextAt: z.number().nullable(),
  },
  ['words'],
)

type Written = Exclude<Message, { status: 'none' }>

function eventOf({ person, address }: Written, told: DeliveryTold): MessageEvents {
  const { outcome, attempt, error, perhaps, bounced, nextAt } = told
  const said = { attempt, error, ...(told.words ? { words: told.words } : {}) }
  switch (outcome) {
    case 'handed-over':
      return { type: 'MessageHandedOver', data: { attempt } }
    case 'refused':
      return { type: 'MessageRefused', data: { ...said, person, bounced, address } }
    case 'later':
      return { type: 'MessageDelayed', data: { ...said, perhaps, nextAt } }
    case 'given-up':
      return { type: 'MessageGivenUp', data: said }
    case 'withdrawn':
      return { type: 'MessageWithdrawn', data: { why: error } }
  }
}

/** Writes down what became of a try to hand a message over; the outbox tells. */
export const noteDelivery = intent({
  name: 'note-delivery',
  title: 'Note a delivery',
  submit: 'Note it',
  doing: 'Noting the delivery',
  done: 'The delivery is noted',
  notDone: 'Nothing noted',
  on: message,
  by: { system: 'clinic' },
  fields,
  needs(state) {
    // It may have been on its way when it was withdrawn.
    const waits = state.status === 'queued' || state.status === 'withdrawn'
    return waits ? undefined : refuse('not-waiting')
  },
  decide(state, { data }) {
    if (state.status === 'none') return refuse('not-waiting')
    if (state.status === 'withdrawn' && data.outcome === 'withdrawn') return refuse('not-waiting')
    return [eventOf(state, data)]
  },
  refusals: {
    'not-waiting': 'This message does not wait to be sent, so there is nothing to note. Open it.',
  },
  next: [],
})
