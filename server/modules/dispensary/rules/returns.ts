import type { AskedLine } from '../events.ts'
import { daysAfter } from './promise.ts'

/** For how many days after the hand-over something may come back. */
export const returnDays = 28

/** A return of a line of an order, and whether it is decided. */
export type Return = {
  readonly item: string
  readonly quantity: number
  readonly state: 'open' | 'done' | 'refused'
}

export type Returns = Readonly<Record<string, Return>>

/** How many pieces of a line can still come back: handed over, less what came back or is just coming. */
export function leftToReturn(lines: readonly AskedLine[], returns: Returns, item: string): number {
  const handed = lines.find((line) => line.item === item)?.quantity ?? 0
  const back = Object.values(returns)
    .filter((one) => one.item === item && one.state !== 'refused')
    .reduce((sum, { quantity }) => sum + quantity, 0)
  return handed - back
}

/** When the time to return ends (ms), for what was handed over at a time. */
export function returnsUntil(handedAt: number): number {
  return daysAfter(handedAt, returnDays)
}
