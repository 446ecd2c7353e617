import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'

/** Lets nothing new be held, e.g. while a payment is disputed. What is held goes on. */
export const freezeWallet = intent({
  name: 'freeze-wallet',
  title: 'Freeze the wallet',
  submit: 'Freeze it',
  doing: 'Freezing the wallet',
  done: 'The wallet is frozen',
  notDone: 'Not frozen',
  on: wallet,
  by: { manager: 'clinic', system: 'clinic' },
  fields: {
    reason: reason('Why is it frozen?', {
      hint: 'What is held already goes on; new holds are refused.',
    }),
  },
  staleAfter: ['WalletFrozen', 'WalletUnfrozen'],
  needs(state) {
    if (state.status === 'none') return refuse('not-open')
    return state.status === 'frozen' ? refuse('frozen-already', { since: state.since }) : undefined
  },
  decide: (_, { data: { reason: why } }): readonly WalletEvents[] => [
    { type: 'WalletFrozen', data: { reason: why } },
  ],
  refusals: {
    'frozen-already':
      'This wallet is frozen since {since:moment}. Nothing was changed. Unfreeze it when the matter is settled.',
    'not-open': 'There is no wallet to freeze. Register the person first.',
  },
  next: ['unfreeze-wallet'],
})
