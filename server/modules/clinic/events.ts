import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import type { StaffRole } from './roles.ts'

/** The clinic as it was set up. `admin` is the id under which the first admin joins, if one was named. */
export type ClinicEvents =
  | DomainEvent<
      'ClinicSetUp',
      {
        readonly name: string
        readonly shortName: string
        readonly zone: string
        readonly currency: string
        readonly country: string
        readonly phone: string
        readonly hours: string
        /** Days of each year on which it is closed, `MM-DD`. */
        readonly closedDays: readonly string[]
        /** Whom its mails come from; empty while nobody has said. */
        readonly sender: string
        readonly demo: boolean
        readonly admin: string | null
        readonly adminName: string
        readonly adminEmail: string
      }
    >
  | DomainEvent<
      'ClinicChanged',
      {
        readonly name: string
        readonly shortName: string
        readonly phone: string
        readonly hours: string
        readonly closedDays: readonly string[]
        readonly sender: string
      }
    >

/**
 * Somebody who works here, or is asked to. `request` names the invitation whose mailed link is open, until
 * that time in ms; a later invitation takes its place.
 */
export type StaffEvents =
  | DomainEvent<
      'StaffInvited',
      {
        readonly name: string
        readonly email: string
        readonly roles: readonly StaffRole[]
        readonly roleTitle: string
        readonly request: string
        readonly until: number
      }
    >
  | DomainEvent<
      'StaffJoined',
      {
        readonly name: string
        readonly email: string
        readonly roles: readonly StaffRole[]
        readonly roleTitle: string
        readonly seat: string
      }
    >
  | DomainEvent<
      'RolesChanged',
      {
        readonly roles: readonly StaffRole[]
        readonly roleTitle: string
        readonly reason: string
      }
    >
  | DomainEvent<'StaffSuspended', { readonly reason: string }>
  | DomainEvent<'StaffRestored', { readonly reason: string }>

// The first admin's name and address stand in the clear here until she has joined: before that there is no
// person under whose key they could be sealed, and whoever founds a clinic signs for it.
export const clinicEvents = describeEvents<ClinicEvents>({
  ClinicSetUp: {
    version: 2,
    words: '{name} was set up',
    tone: 'good',
    upcasts: { 1: (data) => ({ ...data, closedDays: [], sender: '', adminEmail: '' }) },
  },
  ClinicChanged: { version: 1, words: 'How {name} is set up was changed' },
})

export const staffEvents = describeEvents<StaffEvents>({
  StaffInvited: {
    version: 1,
    words: '{name} was invited as {roleTitle}',
    personal: ['name', 'email'],
  },
  StaffJoined: {
    version: 2,
    words: '{name} joined as {roleTitle}',
    tone: 'good',
    personal: ['name', 'email'],
    // Version 1: one role, and nobody was invited by mail.
    upcasts: { 1: ({ role, ...data }) => ({ email: '', ...data, roles: [role] }) },
  },
  RolesChanged: {
    version: 1,
    words: 'Now works as {roleTitle}: {reason}',
    reason: 'reason',
  },
  StaffSuspended: {
    version: 1,
    words: 'Was suspended: {reason}',
    tone: 'bad',
    reason: 'reason',
  },
  StaffRestored: {
    version: 1,
    words: 'May work here again: {reason}',
    tone: 'good',
    reason: 'reason',
  },
})
