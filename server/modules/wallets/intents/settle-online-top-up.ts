import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { move } from '../accounts.ts'
import { topUpOf, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** What the bank said of a top-up: how it ended, and how much it was (minor units). */
export type BankSaid = {
  readonly topUp: string
  readonly outcome: 'paid' | 'refused'
  readonly amount: number
}

const fields = fromProcess<BankSaid>({
  topUp: z.uuid(),
  outcome: z.enum(['paid', 'refused']),
  amount: z.number().int().positive(),
})

/**
 * Writes down what the bank said of a top-up, whether it called or was asked. Whichever comes second finds
 * that it is known already, so nothing is recorded twice. Money that comes after all counts, even where the
 * bank had said that it would not.
 */
export const settleOnlineTopUp = intent({
  name: 'settle-online-top-up',
  title: 'Settle a top-up by what the bank says',
  submit: 'Settle it',
  doing: 'Settling the top-up',
  done: 'The top-up is settled',
  notDone: 'Nothing changed',
  on: wallet,
  by: { system: 'clinic' },
  // The money is there, whatever became of the record.
  despite: ['record-closed', 'record-merged'],
  fields,
  reads: () => ({ clinic: clinicSettings() }),
  needs: (state) => (state.status === 'none' ? refuse('not-open') : undefined),
  decide(state, { data, at, facts: { clinic } }): readonly WalletEvents[] | Refusal {
    const { topUp: id, outcome, amount } = data
    const topUp = topUpOf(state, id)
    if (!topUp || !clinic) return refuse('unknown')
    const { status } = topUp
    if (status === 'recorded' || (status === 'failed' && outcome === 'refused'))
      return refuse('known')
    if (amount !== topUp.amount) return refuse('amount', { begun: topUp.amount, amount })
    if (outcome === 'refused') return [{ type: 'TopUpFailed', data: { topUp: id, amount } }]
    const paid = { amount, method: 'online', reference: id, day: dayOf(at, clinic.zone) } as const
    const postings = move(amount, 'online', 'wallet.available')
    return [{ type: 'TopUpRecorded', data: { ...paid, second: false, postings } }]
  },
  refusals: {
    unknown: 'No such top-up was begun in this wallet. Look at what the bank says of it.',
    known:
      'What became of this top-up is known already, so there is nothing to do. See the wallet.',
    amount:
      'The bank speaks of {amount:money}, but {begun:money} were begun. Ask the bank which it was.',
    'not-open': 'There is no wallet to top up. Look at what the bank says of it.',
  },
  next: [],
})
