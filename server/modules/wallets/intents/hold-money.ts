import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { move } from '../accounts.ts'
import { heldFor, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** Sets money aside for something, so that it is there when it is taken; until a time where one is given. */
export const holdMoney = intent({
  name: 'hold-money',
  title: 'Hold money',
  submit: 'Hold the money',
  doing: 'Holding the money',
  done: 'The money is held',
  notDone: 'Nothing is held',
  on: wallet,
  by: { system: 'clinic' },
  fields: fromProcess({
    hold: z.uuid(),
    amount: z.int().min(1),
    for: z.object({ kind: z.string().min(1).max(40), id: z.uuid() }),
    expires: z.int().optional(),
  }),
  needs(state) {
    if (state.status === 'none') return refuse('not-open')
    if (state.status === 'frozen') return refuse('frozen', { since: state.since })
    return undefined
  },
  decide(state, { data, at }): readonly WalletEvents[] | Refusal {
    const { hold, amount, for: purpose, expires = null } = data
    if (state.status === 'none') return refuse('not-open')
    const known = heldFor(state, hold)
    // The same hold asked for again is the one that is there.
    if (known?.status === 'open' && known.amount === amount) return []
    if (known) return refuse('hold-used', { at: known.changedAt })
    if (expires !== null && expires <= at) return refuse('past', { until: expires })
    const { available, held } = state
    if (available < amount) {
      return refuse('short', { needed: amount, available, held, gap: amount - available })
    }
    const postings = move(amount, 'wallet.available', 'wallet.held')
    return [{ type: 'MoneyHeld', data: { hold, amount, for: purpose, expires, postings } }]
  },
  undoneBy: 'release-held-money',
  receipt: (_, { hold }) => ({ hold, reason: 'What it was held for did not come about' }),
  refusals: {
    short:
      '{needed:money} is needed, {available:money} is available ({held:money} is held for other things). {gap:money} short. Top up the wallet, then try again.',
    frozen: 'This wallet is frozen since {since:day}, so nothing new can be held. Ask a manager.',
    'hold-used':
      'This hold ended at {at:moment} or is of another amount. Begin again to hold money anew.',
    past: 'It was to be held until {until:moment}, and that is over. Choose a later time.',
    'not-open': 'There is no wallet to hold money in. Register the person first.',
  },
  next: ['top-up-wallet'],
})
