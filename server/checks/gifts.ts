import type { Envelope } from '#kernel/event.ts'
import type { WalletEvents } from '#modules/wallets/published.ts'
import { check, type Report } from './check.ts'
import { movementTypes, worthOf } from './money.ts'

/** A wallet as two heaps: all that is in it, and the part of it that the clinic gave. Minor units. */
type Heaps = { available: number; held: number; gift: number; isFrozen: boolean }
type State = {
  readonly wallets: Map<string, Heaps>
  /** By taken line, how much of it was a gift and has not come back. */
  readonly lines: Map<string, number>
}
type Event = Envelope<WalletEvents>

function heapsOf({ wallets }: State, stream: string): Heaps {
  const known = wallets.get(stream)
  if (known) return known
  const made = { available: 0, held: 0, gift: 0, isFrozen: false }
  wallets.set(stream, made)
  return made
}

function move(heaps: Heaps, event: Event): void {
  if (!('postings' in event.data)) return
  for (const posting of event.data.postings) {
    if (posting.account === 'wallet.available') heaps.available -= worthOf(posting)
    if (posting.account === 'wallet.held') heaps.held -= worthOf(posting)
  }
}

/** How the gift must change, or nothing where whoever recorded it had to choose. */
function giftDue({ lines }: State, { gift }: Heaps, event: Event): number | undefined {
  switch (event.type) {
    case 'GoodwillGiven':
      return event.data.amount
    case 'HeldMoneyTaken':
      return -Math.min(gift, event.data.amount)
    case 'MoneyRefunded':
      return Math.min(event.data.amount, lines.get(event.data.line) ?? 0)
    case 'RefundUndone':
    case 'LedgerCorrected':
      return undefined
    default:
      return 0
  }
}

function giftTold(event: Event): number {
  switch (event.type) {
    case 'GoodwillGiven':
      return event.data.amount
    case 'MoneyRefunded':
    case 'LedgerCorrected':
      return event.data.gift
    case 'HeldMoneyTaken':
    case 'RefundUndone':
      return -event.data.gift
    default:
      return 0
  }
}

function noteLine({ lines }: State, event: Event): void {
  if (event.type === 'HeldMoneyTaken') lines.set(event.data.hold, event.data.gift)
  if (event.type !== 'MoneyRefunded' && event.type !== 'RefundUndone') return
  const { line, gift } = event.data
  const back = event.type === 'MoneyRefunded' ? gift : -gift
  lines.set(line, (lines.get(line) ?? 0) - back)
}

function checkLeaving({ available, held, gift, isFrozen }: Heaps, event: Event, report: Report) {
  if (isFrozen && (event.type === 'MoneyHeld' || event.type === 'BalancePaidOut')) {
    report(event, 'nothing held or paid out while the wallet is frozen', event.type)
  }
  if (event.type !== 'BalancePaidOut') return
  const most = Math.max(0, Math.min(available, available + held - gift))
  const { amount } = event.data
  if (amount > most) report(event, `at most ${most} paid out, the rest is a gift`, String(amount))
}

function checkClosed({ available, held }: Heaps, event: Event, report: Report): void {
  if (available + held !== 0) {
    report(event, 'a balance of 0 when the wallet is closed', String(available + held))
  }
}

function take(state: State, event: Event, report: Report): void {
  const heaps = heapsOf(state, event.stream)
  if (event.type === 'WalletFrozen') heaps.isFrozen = true
  if (event.type === 'WalletUnfrozen') heaps.isFrozen = false
  checkLeaving(heaps, event, report)
  if (event.type === 'NewWalletClosed') checkClosed(heaps, event, report)
  const due = giftDue(state, heaps, event)
  const told = giftTold(event)
  if (due !== undefined && due !== told) report(event, `${due} of it a gift`, String(told))
  noteLine(state, event)
  move(heaps, event)
  heaps.gift += told
  const total = heaps.available + heaps.held
  if (heaps.gift < 0 || heaps.gift > total) {
    report(event, `gifts of 0 to ${total}`, String(heaps.gift))
    heaps.gift = Math.max(0, Math.min(heaps.gift, total))
  }
}

/** M8: what the clinic gave never leaves a wallet as money, and nothing leaves a frozen one. */
export const giftsStay = check<State>({
  id: 'M8',
  title:
    'What the clinic gave is never paid out, nothing leaves a frozen wallet, and a closed one is empty',
  types: [...movementTypes, 'WalletFrozen', 'WalletUnfrozen', 'NewWalletClosed'],
  begin: () => ({ wallets: new Map(), lines: new Map() }),
  take: (state, event, report) => take(state, event as Event, report),
})
