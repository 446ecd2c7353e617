import { decider } from '#kernel/decider.ts'
import type { AddressUsed, MessageEvents, Written } from '../events.ts'
import type { MessageKind } from '../message-shape.ts'

/** How a message stands. */
export type MessageStatus =
  | 'queued'
  | 'kept'
  | 'suppressed'
  | 'handed-over'
  | 'refused'
  | 'given-up'
  | 'bounced'
  | 'withdrawn'

/** `outOfDate` says why it is no longer true, if it is not. */
export type Message =
  | { readonly status: 'none' }
  | {
      readonly status: MessageStatus
      readonly person: string
      readonly kind: MessageKind
      readonly address: AddressUsed
      readonly confirms: boolean
      /** The label of the secret in its link, empty where there is none. */
      readonly secret: string
      readonly outOfDate: string | null
    }

type Known = Exclude<Message, { status: 'none' }>

const begun = (
  status: MessageStatus,
  { person, kind, address, confirms, link }: Written,
): Message => ({
  status,
  person,
  kind,
  address,
  confirms,
  secret: link?.secret ?? '',
  outOfDate: null,
})

const known = (state: Message, more: Partial<Known>): Message =>
  state.status === 'none' ? state : { ...state, ...more }

export const message = decider<MessageEvents, Message>({
  stream: 'message',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    MessageQueued: (_, data) => begun('queued', data),
    MessageKept: (_, data) => begun('kept', data),
    MessageSuppressed: (_, data) => begun('suppressed', data),
    MessageHandedOver: (state) => known(state, { status: 'handed-over' }),
    MessageDelayed: (state) => state,
    MessageRefused: (state) => known(state, { status: 'refused' }),
    MessageGivenUp: (state) => known(state, { status: 'given-up' }),
    MessageBounced: (state) => known(state, { status: 'bounced' }),
    MessageRequeued: (state) => known(state, { status: 'queued' }),
    // What has left has left; only what waits stays here.
    MessageWithdrawn: (state, { why }) =>
      known(state, {
        outOfDate: why,
        ...(state.status === 'queued' ? { status: 'withdrawn' as const } : {}),
      }),
  },
})
