import type { Requests } from '#modules/approvals/published.ts'
import type { Account } from '../accounts.ts'
import type { Correctable, Purpose } from '../events.ts'

/** A hold and what became of it; amounts in minor units, times in ms. */
export type Hold = {
  readonly amount: number
  /** What of it is still held: the rest, between taking a part and releasing what was not needed. */
  readonly left: number
  readonly for: Purpose
  readonly expires: number | null
  readonly status: 'open' | 'taken' | 'released'
  readonly changedAt: number
}

/** What was taken from a hold, how much of it was the clinic's gift, and what of both was refunded. */
export type Taken = {
  readonly amount: number
  readonly gift: number
  readonly refunded: number
  readonly giftBack: number
  readonly for: Purpose
  readonly at: number
}

/** What was paid in, paid out or given, as it stands after its corrections. */
export type Movement = {
  readonly kind: Correctable
  readonly amount: number
  /** The account on the other side. */
  readonly account: Account
  readonly at: number
}

/** Movements by the command that recorded them, oldest first. */
type Movements = Readonly<Record<string, Movement>>

/** A refund that stands, and the line it is of. */
export type Refund = { readonly line: string; readonly amount: number; readonly gift: number }

/** A top-up that somebody began at the bank, and what the bank said of it; begun at a time in ms. */
export type OnlineTopUp = {
  readonly amount: number
  readonly at: number
  readonly status: 'waiting' | 'recorded' | 'failed'
}

export type Wallet =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'frozen'
      /** When it was frozen or opened for new holds. */
      readonly since: number
      readonly available: number
      readonly held: number
      /** How much of both together the clinic has given; it is spent first and never paid out. */
      readonly gift: number
      readonly holds: Readonly<Record<string, Hold>>
      /** What was taken, by the hold it was taken from. */
      readonly taken: Readonly<Record<string, Taken>>
      readonly refunds: Readonly<Record<string, Refund>>
      /** What a correction can put right, by the command that recorded it: the newest. */
      readonly movements: Movements
      readonly requests: Requests
      /** What was begun at the bank, by the id that the bank knows it by. */
      readonly topUps: Readonly<Record<string, OnlineTopUp>>
    }

type Opened = Exclude<Wallet, { status: 'none' }>
type Change = { readonly free?: number; readonly held?: number; readonly gift?: number }

/** The wallet, which must have been opened for anything to happen in it. */
export function opened(wallet: Wallet): Opened {
  if (wallet.status === 'none') throw new Error('Money moved in a wallet that was never opened')
  return wallet
}

function changed(wallet: Wallet, { free = 0, held = 0, gift = 0 }: Change): Opened {
  const before = opened(wallet)
  return {
    ...before,
    available: before.available + free,
    held: before.held + held,
    gift: before.gift + gift,
  }
}

/** After money moved for good, which a correction may put right later. */
export function withMoney(
  wallet: Wallet,
  change: Change,
  { command, ...movement }: Movement & { readonly command: string },
): Opened {
  const after = changed(wallet, change)
  return { ...after, movements: newestOf({ ...after.movements, [command]: movement }) }
}

// As many as a form offers to correct, at least; what is older is settled by a gift or a pay-out. A wallet
// that lives for years must not become slower with every payment.
const correctable = 50

function newestOf(movements: Movements): Movements {
  const all = Object.entries(movements)
  return all.length <= 2 * correctable ? movements : Object.fromEntries(all.slice(-correctable))
}

/** After a top-up was begun at the bank, or the bank told of it. */
export function withTopUp(wallet: Wallet, id: string, topUp: OnlineTopUp): Opened {
  const before = opened(wallet)
  return { ...before, topUps: { ...before.topUps, [id]: topUp } }
}

/** After the bank said what became of a top-up. Throws where it was never begun. */
export function topUpEnded(wallet: Wallet, id: string, status: 'recorded' | 'failed'): Opened {
  const topUp = opened(wallet).topUps[id]
  if (!topUp) throw new Error(`The top-up ${id} ended before it began`)
  return withTopUp(wallet, id, { ...topUp, status })
}

/** After a hold began or changed. */
export function withHold(wallet: Wallet, id: string, hold: Hold, change: Change): Opened {
  const after = changed(wallet, change)
  return { ...after, holds: { ...after.holds, [id]: hold } }
}

/** The hold of that id. Throws where it never began. */
export function holdOf(wallet: Wallet, id: string): Hold {
  const hold = opened(wallet).holds[id]
  if (!hold) throw new Error(`The hold ${id} ended before it began`)
  return hold
}

function lineOf(wallet: Opened, id: string): Taken {
  const line = wallet.taken[id]
  if (!line) throw new Error(`A refund of ${id}, of which nothing was taken`)
  return line
}

/** After a part of a taken line was refunded. */
export function withRefund(
  wallet: Wallet,
  { refund, line: id, amount, gift }: Refund & { readonly refund: string },
): Opened {
  const after = changed(wallet, { free: amount, gift })
  const before = lineOf(after, id)
  const line = {
    ...before,
    refunded: before.refunded + amount,
    giftBack: before.giftBack + gift,
  }
  return {
    ...after,
    taken: { ...after.taken, [id]: line },
    refunds: { ...after.refunds, [refund]: { line: id, amount, gift } },
  }
}

/** After a refund was undone; `gift` is what the wallet's gift loses by it, which may have been spent. */
export function withoutRefund(
  wallet: Wallet,
  { refund, line: id, amount, gift }: Refund & { readonly refund: string },
): Opened {
  const after = changed(wallet, { free: -amount, gift: -gift })
  const before = lineOf(after, id)
  const { [refund]: undone, ...refunds } = after.refunds
  const line = {
    ...before,
    refunded: before.refunded - amount,
    giftBack: before.giftBack - (undone?.gift ?? 0),
  }
  return { ...after, taken: { ...after.taken, [id]: line }, refunds }
}
