import { type DomainEvent, describeEvents, type EventDescriptions } from '#kernel/event.ts'
import { type RecordEvents, recordEvents } from './record-events.ts'

/** What of a record can be corrected, one by one. */
export type Detail = 'given name' | 'family name' | 'date of birth'

/** How somebody wants to hear of one kind of thing. */
export type ContactChannel = 'email' | 'in-app' | 'none'

/** Everything that happens to a person's record. */
export type PersonEvents = DetailEvents | RecordEvents

/**
 * A person's record. `guardian` is the record of who answers for a child; `anotherThan` the record that
 * looks alike and is, for the reason given, somebody else. `request` names one request to change the
 * e-mail address, which holds until `until` (ms), and `notice` the message that the address on file gets,
 * where there is one. `before` is how long before a visit to remind, in hours.
 */
type DetailEvents =
  | DomainEvent<
      'PersonRegistered',
      {
        readonly given: string
        readonly family: string
        readonly dob: string
        readonly phone: string
        readonly email: string
        readonly noEmail: string
        readonly terms: string
        readonly guardian: string | null
        readonly anotherThan: string | null
        readonly anotherBecause: string
      }
    >
  | DomainEvent<'PersonWithdrawn', { readonly registration: string }>
  | DomainEvent<'EmailConfirmationRequested', { readonly request: string; readonly until: number }>
  | DomainEvent<'EmailConfirmationWithdrawn', { readonly request: string }>
  | DomainEvent<'EmailConfirmationReminded', { readonly request: string }>
  | DomainEvent<'EmailConfirmed', { readonly request: string }>
  | DomainEvent<
      'PersonDetailsCorrected',
      {
        readonly field: Detail
        readonly old: string
        readonly new: string
        readonly reason: string
      }
    >
  | DomainEvent<
      'EmailChangeRequested',
      {
        readonly request: string
        readonly until: number
        readonly email: string
        readonly notice: string | null
      }
    >
  | DomainEvent<
      'EmailChanged',
      { readonly request: string; readonly old: string; readonly email: string }
    >
  | DomainEvent<
      'ContactPreferencesSet',
      {
        readonly reminders: ContactChannel
        readonly orders: ContactChannel
        readonly news: ContactChannel
        readonly before: number
      }
    >

const detailEvents = describeEvents<DetailEvents>({
  PersonRegistered: {
    version: 1,
    words: '{given} {family} was registered',
    tone: 'good',
    personal: ['given', 'family', 'dob', 'phone', 'email', 'noEmail', 'anotherBecause'],
  },
  PersonWithdrawn: {
    version: 1,
    words: 'The record was taken back, since the registration came to nothing',
    tone: 'bad',
  },
  EmailConfirmationRequested: {
    version: 1,
    words: 'The e-mail address is to be confirmed by {until:moment}',
  },
  EmailConfirmationWithdrawn: {
    version: 1,
    words: 'The e-mail address need not be confirmed any more',
  },
  EmailConfirmationReminded: {
    version: 1,
    words: 'They were reminded to confirm the e-mail address',
  },
  EmailConfirmed: { version: 1, words: 'The e-mail address is confirmed', tone: 'good' },
  PersonDetailsCorrected: {
    version: 1,
    words: 'The {field} was corrected from “{old}” to “{new}”',
    personal: ['old', 'new', 'reason'],
  },
  EmailChangeRequested: {
    version: 1,
    words: 'Another e-mail address was given and waits to be confirmed: {email}',
    personal: ['email'],
  },
  EmailChanged: {
    version: 1,
    words: 'The e-mail address is now {email}',
    tone: 'good',
    personal: ['old', 'email'],
  },
  ContactPreferencesSet: {
    version: 1,
    words: 'How to be reached: reminders {reminders}, orders {orders}, news {news}',
  },
})

export const personEvents: EventDescriptions = { ...detailEvents, ...recordEvents }
