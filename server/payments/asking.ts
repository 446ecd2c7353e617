import { onlineTopUp } from '#modules/wallets/published.ts'
import type { Channel } from '#worker/outbox.ts'
import type { Bank } from './bank.ts'
import { type Settling, settle } from './settling.ts'

/**
 * The way out for questions to the bank. What it answers becomes a command; where it has not decided, or
 * the answer is known by now, there is nothing more to do: the process asks again by itself.
 */
export function askingChannel(store: Settling, bank: Bank): Channel {
  return async ({ key, body }, signal) => {
    if (body === null) return { kind: 'withdrawn', error: 'The person was erased' }
    const { topUp } = body as { readonly topUp: string }
    const begun = await store.query(onlineTopUp(topUp))
    if (begun?.status !== 'waiting')
      return { kind: 'withdrawn', error: 'The bank has told us meanwhile' }
    const said = await bank.ask(topUp, signal)
    if (said.outcome === 'open') return { kind: 'handed-over' }
    const submission = await settle(store, key, { payment: topUp, ...said })
    const isTaken = submission?.kind === 'accepted' || submission?.kind === 'reused'
    return isTaken
      ? { kind: 'handed-over' }
      : { kind: 'later', error: 'The answer could not be stored' }
  }
}
