import * as z from 'zod'
import { reason, thing } from '#kernel/fields.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { move } from '../accounts.ts'
import { heldFor, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { holdOptions, processUsing } from '../holds.ts'

/**
 * Gives held money back: a process that undoes itself, or a manager where the process cannot. A process may
 * give a part of it back and go on holding the rest.
 */
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
    ...fromProcess<{ amount?: number | undefined }>({ amount: z.int().min(1).optional() }),
  },
  reads: ({ data }) => ({ using: processUsing(data?.hold ?? '') }),
  choices: ({ person }) => ({ hold: holdOptions(person ?? '') }),
  needs(state, { actor }) {
    if (actor.role === 'system') return undefined
    return state.status !== 'none' && state.held > 0 ? undefined : refuse('nothing-held')
  },
  decide(
    state,
    { data: { hold, reason: why, amount: part }, actor, facts: { using } },
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
    const { left, for: purpose } = known
    const amount = byProcess ? (part ?? left) : left
    if (amount > left) return refuse('over', { remaining: left })
    const postings = move(amount, 'wallet.held', 'wallet.available')
    return [
      {
        type: 'HeldMoneyReleased',
        data: { hold, amount, for: purpose, reason: why, postings },
      },
    ]
  },
  refusals: {
    over: 'Only {remaining:money} of this hold is left. Release at most that.',
    'in-use': 'This money is still needed: “{process}” is under way. Cancel that instead.',
    closed:
      'This hold was already {ended} at {at:moment}. Nothing was changed; look at the wallet.',
    'nothing-held': 'Nothing is held that could be released. Look at the wallet.',
  },
  next: ['top-up-wallet', 'place-order'],
})
