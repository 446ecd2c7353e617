import { reason, tick } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { openHoldsIn } from '../holds.ts'

/** Lets nothing new be held, e.g. while a payment is disputed. What is held goes on. */
export const freezeWallet = intent({
  name: 'freeze-wallet',
  title: 'Freeze the wallet',
  submit: 'Freeze it',
  takesAway: true,
  doing: 'Freezing the wallet',
  done: 'The wallet is frozen',
  notDone: 'Not frozen',
  on: wallet,
  by: { manager: 'clinic', system: 'clinic' },
  fields: {
    reason: reason('Why is it frozen?', {
      hint: 'What is held already goes on; new holds and pay-outs are refused.',
    }),
    knowing: tick('Yes, freeze it; what is held goes on', { askedBy: 'holds' }),
  },
  staleAfter: ['WalletFrozen', 'WalletUnfrozen'],
  needs(state) {
    if (state.status === 'none') return refuse('not-open')
    return state.status === 'frozen' ? refuse('frozen-already', { since: state.since }) : undefined
  },
  decide(state, { data, actor }): readonly WalletEvents[] | Refusal {
    const held = state.status === 'none' ? 0 : state.held
    // A machine that freezes has nobody to warn.
    if (held > 0 && !data.knowing && actor.role !== 'system') {
      return refuse('holds', { held, what: openHoldsIn(state) })
    }
    return [{ type: 'WalletFrozen', data: { reason: data.reason } }]
  },
  refusals: {
    'frozen-already':
      'This wallet is frozen since {since:moment}. Nothing was changed. Unfreeze it when the matter is settled.',
    holds:
      '{held:money} is held for {what}. These go on; new ones are refused. Freeze it all the same?',
    'not-open': 'There is no wallet to freeze. Register the person first.',
  },
  next: ['unfreeze-wallet'],
})
