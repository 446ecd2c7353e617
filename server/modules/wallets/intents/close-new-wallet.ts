import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/**
 * Closes a wallet that was opened and never used, where the registration that opened it comes to nothing.
 * Where there is none, there is nothing to do.
 */
export const closeNewWallet = intent({
  name: 'close-new-wallet',
  title: 'Close a new wallet',
  submit: 'Close the wallet',
  doing: 'Closing the new wallet',
  done: 'The new wallet is closed',
  notDone: 'The wallet stays open',
  on: wallet,
  by: { system: 'clinic' },
  fields: fromProcess({ person: z.uuid() }),
  decide(state, { data: { person } }): readonly WalletEvents[] | Refusal {
    if (state.status === 'none') return []
    const { holds, movements, requests } = state
    const used = [holds, movements, requests].some((one) => Object.keys(one).length > 0)
    if (used || state.status === 'frozen') return refuse('used')
    return [{ type: 'NewWalletClosed', data: { person } }]
  },
  refusals: {
    used: 'This wallet has been used since it was opened, so it is not closed by itself. Look at what moved, and settle it by hand.',
  },
  next: [],
})
