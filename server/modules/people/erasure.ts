import { idOf } from '#kernel/event.ts'
import { choice } from '#kernel/fields.ts'
import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { approvalsOf } from '#modules/approvals/published.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import type { PersonEvents } from './events.ts'
import type { ErasureReason } from './record-events.ts'
import {
  careOf,
  foldedInto,
  openItemsOf,
  openItemsRefusal,
  openItemsWords,
  retentionRefusal,
  wardsOf,
} from './record-facts.ts'

const reasons = [
  { value: 'asked', text: 'They asked for it' },
  { value: 'mistake', text: 'They were registered by mistake' },
  { value: 'kept-long-enough', text: 'Their record was kept as long as it must be' },
] as const

/** Why somebody is to be erased: one of a list, since free text would outlive them. */
export const erasureReason = choice<ErasureReason>('Why are they erased?', reasons)

/** The same in words. */
export function reasonWords(because: ErasureReason): string {
  return reasons.find(({ value }) => value === because)?.text ?? because
}

/** The open requests about a record as choices of a list. */
export function requestOptions(stream: string): Query<readonly Option[]> {
  return mapQuery(approvalsOf(stream), (open) =>
    open.map(({ request, what, reason }) => ({ value: request, text: `${what}: ${reason}` })),
  )
}

/** What an erasure is decided on. */
export function erasureFacts(target: string) {
  const id = idOf(target)
  return {
    ...openItemsOf(id),
    clinic: clinicSettings(),
    wards: wardsOf(id),
    folded: foldedInto(id),
    lastCare: careOf(id),
  }
}

type Facts = {
  readonly wallet: Parameters<typeof openItemsRefusal>[0]['wallet']
  readonly running: readonly string[]
  readonly clinic: { readonly zone: string } | undefined
  readonly wards: readonly string[]
  readonly folded: readonly string[]
  readonly lastCare: number | undefined
}

/** Why somebody cannot be erased now, or nothing. */
export function whyNotErased(facts: Facts, at: number): Refusal | undefined {
  const open = openItemsRefusal(facts)
  if (open) return open
  const [ward] = facts.wards
  if (ward) return refuse('wards', { ward })
  const { lastCare, clinic } = facts
  return retentionRefusal(lastCare === undefined ? [] : [lastCare], at, clinic?.zone ?? 'Etc/UTC')
}

/** Erases a person, and with them the records that were folded into theirs. */
export function erased(because: ErasureReason, { folded }: Facts): PersonEvents {
  return { type: 'PersonErased', data: { because, folded } }
}

/** What is said where somebody cannot be erased. */
export const erasureRefusals: Readonly<Record<string, string>> = {
  ...openItemsWords,
  wards: 'They answer for {ward:name}. Set another guardian there first.',
  retention:
    'Records of people who were cared for must be kept until {until}. You can close it now, and erase it then.',
}
