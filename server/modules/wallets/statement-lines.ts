import type { Envelope } from '#kernel/event.ts'
import type { Method, Purpose, WalletEvents } from './events.ts'

/**
 * One movement of a wallet and what stood there after it, in minor units. `moved` came in or went out
 * for good; `reserved` was set aside or let go.
 */
export type Line = {
  readonly event: Envelope
  readonly kind:
    | 'top-up'
    | 'hold'
    | 'take'
    | 'release'
    | 'refund'
    | 'refund-undone'
    | 'pay-out'
    | 'goodwill'
    | 'correction'
  readonly amount: number
  readonly moved: number
  readonly reserved: number
  readonly available: number
  readonly held: number
  readonly method?: Method
  readonly reference?: string
  readonly for?: Purpose
  /** Why it was done, as whoever did it said. */
  readonly reason?: string
}

type Movement = Omit<Line, 'available' | 'held' | 'event'>

function movementOf(event: Envelope<WalletEvents>): Movement | undefined {
  switch (event.type) {
    case 'TopUpRecorded': {
      const { amount, method, reference } = event.data
      return { kind: 'top-up', amount, moved: amount, reserved: 0, method, reference }
    }
    case 'MoneyHeld': {
      const { amount, for: purpose } = event.data
      return { kind: 'hold', amount, moved: 0, reserved: amount, for: purpose }
    }
    case 'HeldMoneyTaken': {
      const { amount, for: purpose } = event.data
      return { kind: 'take', amount, moved: -amount, reserved: -amount, for: purpose }
    }
    case 'HeldMoneyReleased': {
      const { amount, for: purpose } = event.data
      return { kind: 'release', amount, moved: 0, reserved: -amount, for: purpose }
    }
    case 'MoneyRefunded': {
      const { amount, for: purpose, reason } = event.data
      return { kind: 'refund', amount, moved: amount, reserved: 0, for: purpose, reason }
    }
    case 'RefundUndone': {
      const { amount, for: purpose, reason } = event.data
      return { kind: 'refund-undone', amount, moved: -amount, reserved: 0, for: purpose, reason }
    }
    case 'BalancePaidOut': {
      const { amount, method, reference } = event.data
      return { kind: 'pay-out', amount, moved: -amount, reserved: 0, method, reference }
    }
    case 'GoodwillGiven': {
      const { amount, reason } = event.data
      return { kind: 'goodwill', amount, moved: amount, reserved: 0, reason }
    }
    case 'LedgerCorrected': {
      const { amount, reason } = event.data
      return { kind: 'correction', amount: Math.abs(amount), moved: amount, reserved: 0, reason }
    }
    default:
      return undefined
  }
}

/** The movements of a wallet's stream, oldest first, each with the balances after it. */
export function linesOf(events: readonly Envelope[]): readonly Line[] {
  const lines: Line[] = []
  for (const event of events as readonly Envelope<WalletEvents>[]) {
    const movement = movementOf(event)
    if (!movement) continue
    const { available, held } = lines.at(-1) ?? { available: 0, held: 0 }
    lines.push({
      ...movement,
      event,
      available: available + movement.moved - movement.reserved,
      held: held + movement.reserved,
    })
  }
  return lines
}

/** Lines of a time span (ms, the end not included), what stood before it and after it. */
export type Statement = {
  readonly lines: readonly Line[]
  readonly before: { readonly available: number; readonly held: number }
  readonly after: { readonly available: number; readonly held: number }
  readonly paidIn: number
  /** Less what was refunded. */
  readonly taken: number
  readonly given: number
  readonly paidOut: number
  /** What corrections added or took away. */
  readonly corrected: number
}

/** The part of a wallet's movements from one time to before another. */
export function statementOf(all: readonly Line[], from: number, to: number): Statement {
  const lines = all.filter(({ event }) => event.at >= from && event.at < to)
  const before = balance(all.findLast(({ event }) => event.at < from))
  const sum = (...kinds: readonly Line['kind'][]) =>
    lines.reduce((total, { kind, moved }) => (kinds.includes(kind) ? total + moved : total), 0)
  return {
    lines,
    before,
    after: lines.length > 0 ? balance(lines.at(-1)) : before,
    paidIn: sum('top-up'),
    taken: -sum('take', 'refund', 'refund-undone'),
    given: sum('goodwill'),
    paidOut: -sum('pay-out'),
    corrected: sum('correction'),
  }
}

function balance(line: Line | undefined) {
  return { available: line?.available ?? 0, held: line?.held ?? 0 }
}
