import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { sameRequest } from '#modules/approvals/published.ts'
import type { StaffMember } from '#modules/clinic/published.ts'
import type { Wallet } from './deciders/wallet.ts'
import type { WalletEvents } from './events.ts'

/** What a second person is asked to approve. */
export type Asked = {
  /** The command that asks; the request is known by its id. */
  readonly request: string
  readonly intent: string
  readonly what: string
  readonly form: { readonly amount: number; readonly reason: string }
  readonly beneficiary: string | null
  /** Whether another open request is for the same. */
  isSame(form: object): boolean
}

/** Asks a second person for what was decided here, which is written down only once they approve. */
export function askFor(
  state: Wallet,
  decision: readonly WalletEvents[] | Refusal,
  { request, intent, what, form, beneficiary, isSame }: Asked,
): readonly WalletEvents[] | Refusal {
  if (isRefusal(decision) || state.status === 'none') return decision
  const open = sameRequest(state.requests, (one) => one.intent === intent && isSame(one.form))
  if (open) return refuse('asked-already', { at: open.askedAt, amount: open.amount })
  const { amount, reason } = form
  const data = { request, intent, form, what, amount, beneficiary, reason }
  return [{ type: 'ApprovalRequested', data }]
}

/** Who could be the second person, by their names: everybody but the one who asks. */
export function namesBut(actor: string, ...staff: readonly (readonly StaffMember[])[]): string {
  const names = new Set(
    staff.flat().flatMap(({ id, name }) => (id === actor || name === '' ? [] : [name])),
  )
  return [...names].join(' or ') || 'another manager'
}

/** What is said where a request for the same is open already. */
export const askedAlready =
  'Somebody asked for {amount:money} at {at:moment}, and that is not decided yet. Wait for it, or have it declined.'
