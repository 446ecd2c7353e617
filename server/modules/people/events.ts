import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/**
 * A person's record. `guardian` is the record of who answers for a child; `anotherThan` the record that
 * looks alike and is, for the reason given, somebody else.
 */
export type PersonEvents = DomainEvent<
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

export const personEvents = describeEvents<PersonEvents>({
  PersonRegistered: {
    version: 1,
    words: '{given} {family} was registered',
    tone: 'good',
    personal: ['given', 'family', 'dob', 'phone', 'email', 'noEmail', 'anotherBecause'],
  },
})
