import type { Envelope } from '#kernel/event.ts'
import type { WalletEvents } from '#modules/wallets/published.ts'
import { check, type Report } from './check.ts'

type Movement = Extract<WalletEvents, { readonly data: { readonly postings: readonly object[] } }>
type Posting = Movement['data']['postings'][number]

/** The events that move money, and what each does to the sum of what stands in wallets. */
const movements: Readonly<Record<Movement['type'], 1 | 0 | -1>> = {
  TopUpRecorded: 1,
  MoneyHeld: 0,
  HeldMoneyTaken: -1,
  HeldMoneyReleased: 0,
  MoneyRefunded: 1,
  RefundUndone: -1,
  BalancePaidOut: -1,
  GoodwillGiven: 1,
  // Its amount has a sign of its own.
  LedgerCorrected: 1,
}

export const movementTypes = Object.keys(movements)

/** A movement with its amount and postings. Throws where the event lacks them. */
export function movementOf(event: Envelope): Envelope<Movement> {
  const movement = event as Envelope<Movement>
  if (!Array.isArray(movement.data.postings) || typeof movement.data.amount !== 'number') {
    throw new Error(`${event.type} without an amount and postings`)
  }
  return movement
}

/** What a posting adds to an account: debits are positive, credits negative. Minor units. */
export function worthOf({ debit, credit }: Posting): number {
  return debit - credit
}

function isOneSided({ debit, credit }: Posting): boolean {
  const isAmount = (value: number) => Number.isSafeInteger(value) && value > 0
  return (isAmount(debit) && credit === 0) || (isAmount(credit) && debit === 0)
}

/** M1: each movement debits what it credits, in whole minor units above nothing. */
export const movementsBalance = check<null>({
  id: 'M1',
  title: 'Every movement of money debits exactly what it credits',
  types: movementTypes,
  begin: () => null,
  take(_, event, report) {
    const { type, data } = movementOf(event)
    const { postings } = data
    const amount = type === 'LedgerCorrected' ? Math.abs(data.amount) : data.amount
    const crooked = postings.find((posting) => !isOneSided(posting))
    if (crooked) return report(event, 'postings above 0 on one side', JSON.stringify(crooked))
    const sum = postings.reduce((total, posting) => total + worthOf(posting), 0)
    const debits = postings.reduce((total, { debit }) => total + debit, 0)
    if (sum !== 0) report(event, 'debits = credits', `debits − credits = ${sum}`)
    if (debits !== amount) report(event, `postings of ${amount}`, `postings of ${debits}`)
  },
})

type Books = { all: number; inWallets: number; paidInLessTaken: number }

const isWallet = ({ account }: Posting) =>
  account === 'wallet.available' || account === 'wallet.held'

/** Tells of a sum once, at the event that put it wrong, and goes on from there. */
function compare(event: Envelope, expected: number, found: number, what: string, report: Report) {
  if (expected === found) return
  report(event, `${what} ${expected}`, String(found))
}

/** M2: all accounts together are always 0, and wallets hold what was paid in less what was taken. */
export const booksBalance = check<Books>({
  id: 'M2',
  title: 'All accounts together are 0, and wallets hold what was paid in less what was taken',
  types: movementTypes,
  begin: () => ({ all: 0, inWallets: 0, paidInLessTaken: 0 }),
  take(state, event, report) {
    const { type, data } = movementOf(event)
    for (const posting of data.postings) {
      state.all += worthOf(posting)
      if (isWallet(posting)) state.inWallets -= worthOf(posting)
    }
    state.paidInLessTaken += movements[type] * data.amount
    compare(event, 0, state.all, 'a sum of all accounts of', report)
    compare(event, state.paidInLessTaken, state.inWallets, 'a sum of all wallets of', report)
    state.all = 0
    state.inWallets = state.paidInLessTaken
  },
})

type Wallets = Map<string, { available: number; held: number }>

/** M3: nothing in a wallet is ever below 0, neither what is free nor what is held. */
export const walletsAreNeverBelowNothing = check<Wallets>({
  id: 'M3',
  title: 'No wallet was ever below 0',
  types: movementTypes,
  begin: () => new Map(),
  take(state, event, report) {
    const { stream, data } = movementOf(event)
    const wallet = state.get(stream) ?? { available: 0, held: 0 }
    state.set(stream, wallet)
    const before = { ...wallet }
    for (const posting of data.postings) {
      if (posting.account === 'wallet.available') wallet.available -= worthOf(posting)
      if (posting.account === 'wallet.held') wallet.held -= worthOf(posting)
    }
    for (const part of ['available', 'held'] as const) {
      if (wallet[part] >= 0 || wallet[part] >= before[part]) continue
      report(event, `${part} of at least 0`, String(wallet[part]))
    }
  },
})
