import { createPasswords } from '#access/passwords.ts'
import type { Load } from './load.ts'
import { median, type Row } from './report.ts'
import { load, ms, type Pace } from './rows.ts'
import { searchTimes } from './search.ts'
import type { Served } from './served.ts'

const people = 50_000
const tries = 20

/** Registrations to their end, across two modules and the post, and pages beside them. */
export async function registrations(served: Served, pace: Pace): Promise<Row[]> {
  const paced = { clients: 16, perSecond: 50 }
  const idle = await load(served, 'frontdesk/page.ts', pace, paced)
  const [writers, pages] = await Promise.all([
    load(served, 'frontdesk/register.ts', pace),
    load(served, 'frontdesk/page.ts', pace, paced),
  ])
  mustBeWhole(writers)
  mustBeWhole(pages)
  return [
    {
      what: 'registrations, submit to final, 64 clients, pages beside them',
      ours: `${Math.round(writers.perSecond)}/s`,
    },
    {
      what: 'pages, 50 a second, beside them, p99; with none',
      ours: ms(pages.p99Ms),
      theirs: ms(idle.p99Ms),
      goal: '≤ 50 ms',
      met: pages.p99Ms <= 50,
    },
  ]
}

function mustBeWhole({ failed, reasons }: Load): void {
  if (failed > 0) throw new Error(`${failed} failed: ${JSON.stringify(reasons)}`)
}

/** What it costs to look whether a password is right: one after the other. */
export async function signingIn(): Promise<Row> {
  const passwords = createPasswords()
  const kept = await passwords.hash('heron lantern quarry mitten')
  const times: number[] = []
  for (let one = 0; one < tries; one += 1) {
    const begun = performance.now()
    await passwords.verify(kept, 'heron lantern quarry mitten')
    times.push(performance.now() - begun)
  }
  return { what: 'sign-in, one password (argon2id, 19 MiB, 2 passes)', ours: ms(median(times)) }
}

/** How long the slowest kind of search takes among fifty thousand people. */
export function searching(): Row {
  const slowest = searchTimes(people).toSorted((one, other) => other.middle - one.middle)[0]
  const time = slowest?.middle ?? 0
  return {
    what: `search among ${people.toLocaleString('en-GB')} people, the slowest kind (“${slowest?.words}”)`,
    ours: ms(time),
    goal: '≤ 100 ms',
    met: time <= 100,
  }
}
