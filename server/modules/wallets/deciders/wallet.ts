import { decider } from '#kernel/decider.ts'
import type { Purpose, WalletEvents } from '../events.ts'

/** A hold and what became of it; amounts in minor units, times in ms. */
export type Hold = {
  readonly amount: number
  /** What of it is still held: the rest, between taking a part and releasing what was not needed. */
  readonly left: number
  readonly for: Purpose
  readonly status: 'open' | 'taken' | 'released'
  readonly changedAt: number
}

export type Wallet =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'frozen'
      /** When it was frozen or opened for new holds. */
      readonly since: number
      readonly available: number
      readonly held: number
      readonly holds: Readonly<Record<string, Hold>>
    }

type Opened = Exclude<Wallet, { status: 'none' }>

function opened(wallet: Wallet): Opened {
  if (wallet.status === 'none') throw new Error('Money moved in a wallet that was never opened')
  return wallet
}

function put(
  wallet: Wallet,
  id: string,
  hold: Hold,
  change: { free?: number; held: number },
): Wallet {
  const { available, held, holds, ...rest } = opened(wallet)
  return {
    ...rest,
    available: available + (change.free ?? 0),
    held: held + change.held,
    holds: { ...holds, [id]: hold },
  }
}

function holdOf(wallet: Wallet, id: string): Hold {
  const hold = opened(wallet).holds[id]
  if (!hold) throw new Error(`The hold ${id} ended before it began`)
  return hold
}

export const wallet = decider<WalletEvents, Wallet>({
  stream: 'wallet',
  shape: 1,
  initialState: { status: 'none' },
  evolve: {
    WalletOpened: (_, __, { at }) => ({
      status: 'open',
      since: at,
      available: 0,
      held: 0,
      holds: {},
    }),
    TopUpRecorded(state, { amount }) {
      const before = opened(state)
      return { ...before, available: before.available + amount }
    },
    MoneyHeld: (state, { hold, amount, for: purpose }, { at }) =>
      put(
        state,
        hold,
        { amount, left: amount, for: purpose, status: 'open', changedAt: at },
        { free: -amount, held: amount },
      ),
    HeldMoneyTaken(state, { hold, amount }, { at }) {
      const before = holdOf(state, hold)
      const taken: Hold = { ...before, left: before.left - amount, status: 'taken', changedAt: at }
      return put(state, hold, taken, { held: -amount })
    },
    // The rest of a hold that was taken in part is released too; it stays known as taken.
    HeldMoneyReleased(state, { hold, amount }, { at }) {
      const before = holdOf(state, hold)
      const status = before.status === 'taken' ? 'taken' : 'released'
      const after: Hold = { ...before, left: before.left - amount, status, changedAt: at }
      return put(state, hold, after, { free: amount, held: -amount })
    },
    WalletFrozen: (state, _, { at }) => ({ ...opened(state), status: 'frozen', since: at }),
    WalletUnfrozen: (state, _, { at }) => ({ ...opened(state), status: 'open', since: at }),
  },
})

/** The hold of that id, whatever became of it. */
export function heldFor(state: Wallet, id: string): Hold | undefined {
  if (state.status === 'none') return undefined
  return Object.hasOwn(state.holds, id) ? state.holds[id] : undefined
}
