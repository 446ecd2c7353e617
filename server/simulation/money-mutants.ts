import type { DomainEvent } from '#kernel/event.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { type Change, dataOf, insteadOf, unguarded, withIntent } from './mistakes.ts'

/** Mistakes about money that comes back, is given or leaves, each with the changes that make it. */

function paidOut(_: Refusal, context: never): readonly DomainEvent[] {
  const { amount, method, reference } = dataOf(context) as { amount: number } & Record<
    string,
    string
  >
  const postings = [
    { account: 'wallet.available', debit: amount, credit: 0 },
    { account: 'cash', debit: 0, credit: amount },
  ]
  const data = { amount, method, reference, day: '2026-11-23', postings }
  return [{ type: 'BalancePaidOut', data }]
}

function refunded(_: Refusal, context: never): readonly DomainEvent[] {
  const { line, amount, reason } = dataOf(context) as {
    line: string
    amount: number
    reason: string
  }
  const { command: refund } = context as { readonly command: string }
  const postings = [
    { account: 'refunds', debit: amount, credit: 0 },
    { account: 'wallet.available', debit: 0, credit: amount },
  ]
  const about = { refund, line, amount, gift: 0, for: { kind: 'visit', id: line } }
  return [{ type: 'MoneyRefunded', data: { ...about, reason, approval: null, postings } }]
}

/** Decides as if somebody else had asked. */
function askedBySomebody(real: AnyIntent): AnyIntent {
  const somebody = <C extends { readonly actor: object }>(context: C): C => ({
    ...context,
    actor: { ...context.actor, id: 'somebody' },
  })
  return {
    ...real,
    needs: (state, context) => real.needs?.(state, somebody(context)),
    decide: (state, context) => real.decide(state, somebody(context)),
  }
}

export const moneyMistakes: readonly (readonly [mistake: string, ...changes: Change[]])[] = [
  [
    'the clinic’s gifts are paid out',
    unguarded,
    withIntent('pay-out-balance', insteadOf('goodwill', paidOut)),
  ],
  [
    'more is refunded than was taken',
    unguarded,
    withIntent('refund-to-wallet', insteadOf('over', refunded)),
  ],
  ['somebody approves what they asked for', withIntent('approve-wallet-request', askedBySomebody)],
]
