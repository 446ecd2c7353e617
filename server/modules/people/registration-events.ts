import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/**
 * A registration: what was asked for, until there is a record and a wallet, or neither. Its id is the
 * person's. `hasEmail` says in the open whether there is an address, since the process sees no sealed field;
 * `ifAlike` what is to be done if somebody who looks alike is on record by the time the record is made.
 */
export type RegistrationEvents =
  | DomainEvent<
      'RegistrationStarted',
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
        readonly hasEmail: boolean
        readonly ifAlike: 'refuse' | 'go-on'
      }
    >
  | DomainEvent<'RegistrationCompleted', { readonly person: string }>
  | DomainEvent<
      'RegistrationDeclined',
      { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }
    >

export const registrationEvents = describeEvents<RegistrationEvents>({
  RegistrationStarted: {
    version: 1,
    words: 'The registration of {given} {family} began',
    tone: 'note',
    personal: ['given', 'family', 'dob', 'phone', 'email', 'noEmail', 'anotherBecause'],
  },
  RegistrationCompleted: { version: 1, words: 'The registration is complete', tone: 'good' },
  RegistrationDeclined: {
    version: 1,
    words: 'The registration came to nothing; what was done is undone',
    tone: 'bad',
  },
})
