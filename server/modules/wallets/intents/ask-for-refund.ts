import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { type RefundForm, refundOf, refundRefusals } from '../refunding.ts'
import { askedAlready, askFor } from '../second-person.ts'

/**
 * Asks a second person for a refund that a process needs. `request` is the id under which the process then
 * hears of it, by `ApprovalGiven` or `ApprovalDeclined`.
 */
export const askForRefund = intent({
  name: 'ask-for-refund',
  title: 'Ask for a refund',
  submit: 'Ask for it',
  doing: 'Asking a second person for the refund',
  done: 'A second person was asked',
  notDone: 'Nobody was asked',
  on: wallet,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<RefundForm & { request: string }>({
    request: z.uuid(),
    line: z.uuid(),
    amount: z.int().min(1),
    reason: z.string().min(3),
  }),
  needs: (state) => (state.status === 'none' ? refuse('not-open') : undefined),
  decide(state, { data, command, person }): readonly WalletEvents[] | Refusal {
    if (state.status === 'none') return refuse('not-open')
    const { request, line, amount, reason } = data
    // Asked again after an answer got lost: one request is enough.
    if (Object.hasOwn(state.requests, request)) return []
    const form: RefundForm = { line, amount, reason }
    return askFor(state, refundOf(state, form, { refund: command, approval: null }), {
      request,
      intent: 'refund-to-wallet',
      what: 'Refund',
      form,
      beneficiary: person,
      isSame: (other) => (other as RefundForm).line === line,
    })
  },
  refusals: {
    ...refundRefusals,
    'asked-already': askedAlready,
    'not-open': 'There is no wallet to refund to. Register the person first.',
  },
  next: [],
})
