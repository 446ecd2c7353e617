import { reason, thing } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { move } from '../accounts.ts'
import { heldFor, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { holdOptions, processUsing } from '../holds.ts'

/** Gives held money back: a process that undoes itself, or a manager where the process cannot. */
export const releaseHeldMoney = intent({
  name: 'release-held-money',
  title: 'Release held money',
  submit: 'Release it',
  doing: 'Releasing the money',
  done: 'The money is free again',
  notDone: 'Nothing was released',
  on: wallet,
  by: { manager: 'clinic', system: 'clinic' },
  fields: {
    hold: thing('What is held'),
    reason: reason('Why is it released?'),
  },
  reads: ({ data }) => ({ using: processUsing(data?.hold ?? '') }),
  choices: ({ person }) => ({ hold: holdOptions(person ?? '') }),
  needs(state, { actor }) {
    if (actor.role === 'system') return undefined
    return state.status !== 'none' && state.held > 0 ? undefined : refuse('nothing-held')
  },
  decide(
    state,
    { data: { hold, reason: why }, actor, facts: { using } },
  ): readonly WalletEvents[] | Refusal {
    const known = heldFor(state, hold)
    const byProcess = actor.role === 'system'
    if (known?.status !== 'open') {
      // Undoing what was never done, or is undone already, leaves things as they should be.
      if (byProcess) return []
      return known
        ? refuse('closed', { ended: known.status, at: known.changedAt })
        : refuse('nothing-held')
    }
    if (using && !byProcess) return refuse('in-use', { process: using.title, stream: using.stream })
    const { amount, for: purpose } = known
    const postings = move(amount, 'wallet.held', 'wallet.available')
    return [
      {
        type: 'HeldMoneyReleased',
        data: { hold, amount, for: purpose, reason: why, postings },
      },
    ]
  },
  refusals: {
    'in-use': 'This money is still needed: “{process}” is under way. Cancel that instead.',
    closed:
      'This hold was already {ended} at {at:moment}. Nothing was changed; look at the wallet.',
    'nothing-held': 'Nothing is held that could be released. Look at the wallet.',
  },
  next: ['top-up-wallet', 'place-order'],
})
