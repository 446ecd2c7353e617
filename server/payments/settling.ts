import type { Submission } from '#kernel/command.ts'
import type { Store } from '#kernel/store.ts'
import { onlineTopUp, walletStream } from '#modules/wallets/published.ts'
import { derivedId } from '#worker/ids.ts'

export type Settling = Pick<Store, 'query' | 'submit'>

type Said = {
  readonly payment: string
  readonly outcome: 'paid' | 'refused'
  readonly amount: number
}

/**
 * Hands over what the bank said of a payment. `source` names the call or the question it was said in: the
 * same one is the same command, however often it comes. Nothing where no such payment was begun.
 */
export async function settle(
  store: Settling,
  source: string,
  { payment, outcome, amount }: Said,
): Promise<Submission | undefined> {
  const topUp = await store.query(onlineTopUp(payment))
  if (!topUp) return undefined
  return store.submit({
    id: derivedId(topUp.startedAt, 'payment', payment, source),
    intent: 'settle-online-top-up',
    target: walletStream(topUp.person),
    actor: { id: 'system:payments', role: 'system', onBehalfOf: null },
    data: { topUp: payment, outcome, amount },
  })
}
