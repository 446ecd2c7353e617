import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** Lets money be held again. */
export const unfreezeWallet = intent({
  name: 'unfreeze-wallet',
  title: 'Unfreeze the wallet',
  submit: 'Unfreeze it',
  doing: 'Unfreezing the wallet',
  done: 'The wallet can be used again',
  notDone: 'Still frozen',
  on: wallet,
  by: { manager: 'clinic', system: 'clinic' },
  fields: { reason: reason('Why can it be used again?') },
  staleAfter: ['WalletFrozen', 'WalletUnfrozen'],
  needs: (state) => (state.status === 'frozen' ? undefined : refuse('not-frozen')),
  decide: (_, { data: { reason: why } }): readonly WalletEvents[] => [
    { type: 'WalletUnfrozen', data: { reason: why } },
  ],
  refusals: {
    'not-frozen': 'This wallet is not frozen, so there is nothing to undo. Go on with it.',
  },
  next: ['top-up-wallet', 'place-order'],
})
