import { type Clockwork, firstDay } from './clockwork.ts'
import type { Deed } from './deed.ts'

type Method = 'cash' | 'card' | 'transfer'
type Paid = { readonly amount: number; readonly method: Method }

/** Change in the drawer, in minor units. */
const float = 10_000

/** What the last count lacks, and what Inês says of it. */
const lacking = {
  amount: 80,
  explanation: 'A roll of coins from the bank was 80p short.',
}

/** Whether money comes in (1) or goes out (-1) at the desk by such a deed. */
const sides: Readonly<Record<string, 1 | -1>> = {
  'top-up-wallet': 1,
  'top-up-and-reorder': 1,
  'pay-out-balance': -1,
}

function sumsOf(deeds: readonly Deed[]): Record<Method, number> {
  const sums = { cash: 0, card: 0, transfer: 0 }
  for (const deed of deeds) {
    const { amount, method } = deed.data(
      () => '',
      () => '',
    ) as Paid
    sums[method] += (sides[deed.intent] ?? 0) * amount
  }
  return sums
}

function closing(at: number, moves: readonly Deed[], isLast: boolean): Deed {
  const { cash, card, transfer } = sumsOf(moves)
  const counted = float + cash - (isLast ? lacking.amount : 0)
  const explanation = isLast ? lacking.explanation : ''
  const left = Math.min(float, counted)
  const data = { cash: counted, card, transfer, left, explanation, seen: moves.length }
  return { at, by: 'ines', intent: 'close-till', ends: 'succeeded', data: () => data }
}

/**
 * The till is counted a few minutes before the doors close, on each day on which something came in; all
 * but the last time it comes out even. `deeds` is everything that happens besides.
 */
export function tillCounting(clockwork: Clockwork, deeds: readonly Deed[]): readonly Deed[] {
  const moves = deeds
    .filter(({ intent, ends }) => Object.hasOwn(sides, intent) && ends === 'succeeded')
    .toSorted((one, other) => one.at - other.at)
  const times = Array.from({ length: firstDay }, (_, day) =>
    clockwork.within(firstDay - day, 0.995),
  )
  const between = times.map((at, index) => ({
    at,
    since: moves.filter((one) => one.at < at && one.at >= (times[index - 1] ?? 0)),
  }))
  const counted = between.filter(({ since }) => since.length > 0)
  const change: Deed = {
    at: clockwork.at(firstDay, '08:25'),
    by: 'nora',
    intent: 'set-till-float',
    ends: 'succeeded',
    data: () => ({ amount: float }),
  }
  return [
    change,
    ...counted.map(({ at, since }, index) => closing(at, since, index === counted.length - 1)),
  ]
}
