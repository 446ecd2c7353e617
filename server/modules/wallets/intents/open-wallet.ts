import * as z from 'zod'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** Opens a person's wallet, once; registration asks for it. */
export const openWallet = intent({
  name: 'open-wallet',
  title: 'Open a wallet',
  submit: 'Open the wallet',
  doing: 'Opening the wallet',
  done: 'The wallet is open',
  notDone: 'No wallet was opened',
  on: wallet,
  by: { system: 'clinic' },
  fields: fromProcess({ person: z.uuid() }),
  person: ({ person }) => person,
  needs(state) {
    return state.status === 'none' ? undefined : refuse('exists')
  },
  decide: (_, { data: { person } }): readonly WalletEvents[] => [
    { type: 'WalletOpened', data: { person } },
  ],
  undoneBy: 'close-new-wallet',
  receipt: (_, { person }) => ({ person }),
  refusals: {
    exists: 'This wallet is open already, so nothing was changed. Go on with the wallet as it is.',
  },
  next: ['top-up-wallet'],
})
