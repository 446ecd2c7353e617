import type { Queries } from '#kernel/query.ts'
import { clinicSettings, type StaffMember, staffMember } from '#modules/clinic/published.ts'
import {
  type ContactPreferences,
  contactPreferencesOf,
  type MailAddress,
  mailAddressOf,
} from '#modules/people/published.ts'
import type { MessageKind } from './message-shape.ts'
import { hasBounced } from './projections/bounce-queries.ts'
import type { AddressStanding } from './standing.ts'

/** What decides whether somebody can be written to. */
export type RecipientFacts = {
  readonly patient: MailAddress | undefined
  readonly member: StaffMember | undefined
  readonly preferences: ContactPreferences
  readonly bounced: boolean
}

/** The questions whose answers are the facts of a recipient. */
export function recipientReads(person: string) {
  return {
    clinic: clinicSettings(),
    patient: mailAddressOf(person),
    member: staffMember(person),
    preferences: contactPreferencesOf(person),
    bounced: hasBounced(person),
  } satisfies Queries
}

/** How the address on file stands: a patient's, or that of somebody who works here. */
export function standingOf(
  { patient, member, preferences, bounced }: RecipientFacts,
  kind: MessageKind,
): AddressStanding {
  return {
    email: patient?.email || (member?.email ?? ''),
    // Whoever works here got their invitation at their address.
    isConfirmed: patient
      ? patient.isConfirmed
      : member !== undefined && member.status !== 'invited',
    hasBounced: bounced,
    channel: kind === 'account' ? 'email' : preferences[kind],
  }
}
