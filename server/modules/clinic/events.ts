import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import type { StaffRole } from './roles.ts'

/** The clinic as it was set up. `admin` is the id under which the first admin joins, if one was named. */
export type ClinicEvents = DomainEvent<
  'ClinicSetUp',
  {
    readonly name: string
    readonly shortName: string
    readonly zone: string
    readonly currency: string
    readonly country: string
    readonly phone: string
    readonly hours: string
    readonly demo: boolean
    readonly admin: string | null
    readonly adminName: string
  }
>

export type StaffEvents = DomainEvent<
  'StaffJoined',
  {
    readonly name: string
    readonly role: StaffRole
    readonly roleTitle: string
    readonly seat: string
  }
>

// The first admin's name stands in the clear here until she has joined: before that there is no person
// under whose key it could be sealed, and whoever founds a clinic signs for it.
export const clinicEvents = describeEvents<ClinicEvents>({
  ClinicSetUp: { version: 1, words: '{name} was set up', tone: 'good' },
})

export const staffEvents = describeEvents<StaffEvents>({
  StaffJoined: {
    version: 1,
    words: '{name} joined as {roleTitle}',
    tone: 'good',
    personal: ['name'],
  },
})
