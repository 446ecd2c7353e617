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

/** Several findings as one: what each check found is added up. */
export function mergeFindings(all: readonly Findings[]): Findings {
  const tallies = new Map<string, Tally>()
  for (const one of all.flatMap(({ checks }) => checks)) {
    const known = tallies.get(one.id)
    tallies.set(one.id, { ...one, breaches: one.breaches + (known?.breaches ?? 0) })
  }
  return {
    events: all.reduce((sum, { events }) => sum + events, 0),
    at: Math.max(0, ...all.map(({ at }) => at)),
    checks: [...tallies.values()].toSorted(inOrder),
    breaches: all
      .flatMap(({ breaches }) => breaches)
      .toSorted((one, other) => one.position - other.position),
  }
}

// As the list of invariants has them: log, commands, money, stock, messages.
const kinds = 'LCMSN'

function inOrder(one: Tally, other: Tally): number {
  const kindOf = ({ id }: Tally) => kinds.indexOf(id.charAt(0))
  return kindOf(one) - kindOf(other) || one.id.localeCompare(other.id)
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
