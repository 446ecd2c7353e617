import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { move } from '../accounts.ts'
import { takenFrom, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** Takes a refund back that a process gave and now undoes; where there is none, there is nothing to undo. */
export const undoRefund = intent({
  name: 'undo-refund',
  title: 'Undo a refund',
  submit: 'Undo the refund',
  doing: 'Undoing the refund',
  done: 'The refund is undone',
  notDone: 'The refund stays',
  on: wallet,
  by: { system: 'clinic' },
  fields: fromProcess({ refund: z.uuid().optional(), reason: z.string().min(3).max(500) }),
  decide(state, { data: { refund: id = '', reason } }): readonly WalletEvents[] | Refusal {
    if (state.status === 'none' || !Object.hasOwn(state.refunds, id)) return []
    const refund = state.refunds[id]
    const taken = refund && takenFrom(state, refund.line)
    if (!refund || !taken) return []
    const { line, amount } = refund
    if (amount > state.available) return refuse('short', { amount, available: state.available })
    // The gift in it may have been spent since; what is left of all gifts is never more than all there is.
    const giftAfter = Math.min(
      Math.max(0, state.gift - refund.gift),
      state.available + state.held - amount,
    )
    const postings = move(amount, 'wallet.available', 'refunds')
    const gift = state.gift - giftAfter
    const data = { refund: id, line, amount, gift, for: taken.for, reason, postings }
    return [{ type: 'RefundUndone', data }]
  },
  refusals: {
    short:
      '{amount:money} was refunded and only {available:money} is still there. Ask the person to top up, then try again.',
  },
  next: ['top-up-wallet'],
})
