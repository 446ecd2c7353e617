import type { Breach, Place, Report } from './check.ts'

/** How one check went. `breaches` counts all, also those that are not listed one by one. */
export type Tally = { readonly id: string; readonly title: string; readonly breaches: number }

/** What a look through the log found. `at` is the time of its last event in ms, 0 for an empty log. */
export type Findings = {
  readonly events: number
  readonly at: number
  readonly checks: readonly Tally[]
  readonly breaches: readonly Breach[]
}

/** One broken thing can break thousands after it; the first ones say what it is. */
const listedMax = 20

export type Tallying = {
  reportOf(id: string, title: string): Report
  tallies(): readonly Tally[]
  breaches(): readonly Breach[]
}

/** Counts every breach and lists the first of each check. */
export function tallying(): Tallying {
  const counted = new Map<string, { readonly title: string; breaches: number }>()
  const listed: Breach[] = []
  return {
    reportOf(id, title) {
      const tally = { title, breaches: 0 }
      counted.set(id, tally)
      return ({ position, stream }: Place, expected, found) => {
        tally.breaches += 1
        if (tally.breaches <= listedMax) listed.push({ id, position, stream, expected, found })
      }
    },
    tallies: () => [...counted].map(([id, { title, breaches }]) => ({ id, title, breaches })),
    breaches: () => listed.toSorted((one, other) => one.position - other.position),
  }
}
