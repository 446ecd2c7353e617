import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import type { SendMessage } from './message-shape.ts'

/** Why a message does not leave as mail. `in-app`: they read it here instead. */
export type WhyNot = 'no-address' | 'unconfirmed' | 'bounced' | 'in-app' | 'refused'

/** Whether a message goes to the address on file or to another that was given for it. */
export type AddressUsed = 'file' | 'given'

/**
 * A message as it is written down: `to` is the address it is for, empty where there is none. `confirms`: its link is what proves an address.
 */
export type Written = SendMessage & {
  readonly address: AddressUsed
  readonly confirms: boolean
}

/** What a mail server said: `error` in short, `words` in full, which may name people. */
type Said = { readonly attempt: number; readonly error: string; readonly words?: string }

/**
 * One message to one person. `delivery` names one handing over to the mail server, tries included.
 * `MessageKept`: the demo sends nothing, so it only lies here.
 */
export type MessageEvents =
  | DomainEvent<'MessageQueued', Written & { readonly delivery: string }>
  | DomainEvent<'MessageKept', Written>
  | DomainEvent<'MessageSuppressed', Written & { readonly why: WhyNot }>
  | DomainEvent<'MessageHandedOver', { readonly attempt: number }>
  | DomainEvent<
      'MessageDelayed',
      Said & { readonly perhaps: boolean; readonly nextAt: number | null }
    >
  | DomainEvent<
      'MessageRefused',
      Said & { readonly person: string; readonly bounced: boolean; readonly address: AddressUsed }
    >
  | DomainEvent<'MessageGivenUp', Said>
  | DomainEvent<
      'MessageBounced',
      { readonly person: string; readonly reason: string; readonly address: AddressUsed }
    >
  | DomainEvent<
      'MessageRequeued',
      {
        readonly person: string
        readonly to: string
        readonly delivery: string
        readonly confirms: boolean
      }
    >
  | DomainEvent<'MessageWithdrawn', { readonly why: string }>

export const messageEvents = describeEvents<MessageEvents>({
  MessageQueued: {
    version: 1,
    words: 'A message was written, to be sent to {to}',
    personal: ['to', 'facts'],
  },
  MessageKept: {
    version: 1,
    words: 'A message was written to {to}, and kept here: the demo sends nothing',
    personal: ['to', 'facts'],
  },
  MessageSuppressed: {
    version: 1,
    words: 'A message was written, and not sent as mail: {why}',
    tone: 'held',
    personal: ['to', 'facts'],
  },
  MessageHandedOver: { version: 1, words: 'Handed to the mail server', tone: 'good' },
  MessageDelayed: {
    version: 1,
    words: 'Not handed over, try {attempt}: {error}',
    tone: 'held',
    personal: ['words'],
  },
  MessageRefused: {
    version: 1,
    words: 'Refused by the mail server: {error}',
    tone: 'bad',
    personal: ['words'],
  },
  MessageGivenUp: {
    version: 1,
    words: 'Given up after try {attempt}: {error}',
    tone: 'bad',
    personal: ['words'],
  },
  MessageBounced: {
    version: 1,
    words: 'Mail came back: {reason}',
    tone: 'bad',
    personal: ['reason'],
  },
  MessageRequeued: { version: 1, words: 'To be sent again to {to}', personal: ['to'] },
  MessageWithdrawn: { version: 1, words: 'A message is out of date: {why}', tone: 'held' },
})
