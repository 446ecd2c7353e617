import { formatMoney } from '#values/money.ts'
import type { Counts, TillMethod } from './till-events.ts'
import type { TillSums } from './till-queries.ts'

/** What each method is called where the till is counted. */
export const tillTitles: Readonly<Record<TillMethod, string>> = {
  cash: 'Cash',
  card: 'Card terminal',
  transfer: 'Bank transfers',
}

/** One count a method. */
export function counts(of: (method: TillMethod) => number): Counts {
  return { cash: of('cash'), card: of('card'), transfer: of('transfer') }
}

/** What must be there: what came in less what went out, and in cash the change that lay there before. */
export function expectedIn({ came, went }: TillSums, float: number): Counts {
  return counts((method) => came[method] - went[method] + (method === 'cash' ? float : 0))
}

const titles = Object.entries(tillTitles) as readonly (readonly [TillMethod, string])[]

/** Each method that differs, as a sentence; nothing where none does. */
export function differencesIn(expected: Counts, counted: Counts, currency: string): string {
  const money = (minor: number) => formatMoney(minor, currency)
  return titles
    .filter(([method]) => expected[method] !== counted[method])
    .map(([method, title]) => {
      const difference = counted[method] - expected[method]
      const side = difference > 0 ? 'too much' : 'too little'
      return `${title}: expected ${money(expected[method])}, counted ${money(counted[method])}, ${money(Math.abs(difference))} ${side}.`
    })
    .join(' ')
}
