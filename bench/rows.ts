import { join } from 'node:path'
import { eventsIn } from './clinic.ts'
import { openCold } from './cold.ts'
import { type Appending, measure, type Rebuild, readModels, type Timers } from './inside.ts'
import { type Load, type Plan, runLoad } from './load.ts'
import type { Program } from './program.ts'
import { alternate, type Compared, median, type Row } from './report.ts'
import type { Served } from './served.ts'

/** How long things are measured for. */
export type Pace = {
  readonly rounds: number
  readonly warmupMs: number
  readonly durationMs: number
}

const here = import.meta.dirname
const clients = 64

/** Runs a task of this folder against a program. */
export function load(
  { origin }: Program,
  task: string,
  { warmupMs, durationMs }: Pace,
  more: Partial<Plan> = {},
): Promise<Load> {
  return runLoad({ origin, task: join(here, task), clients, warmupMs, durationMs, ...more })
}

/** How many a second, where nothing failed. Throws with the reasons where something did. */
export async function rate(program: Program, task: string, pace: Pace): Promise<number> {
  const { perSecond, failed, reasons } = await load(program, task, pace)
  if (failed > 0) throw new Error(`${task}: ${failed} failed, ${JSON.stringify(reasons)}`)
  return perSecond
}

const perSecond = (readings: readonly number[]) => `${Math.round(median(readings))}/s`
const sides = ({ ours, theirs }: Compared) => ({ ours: perSecond(ours), theirs: perSecond(theirs) })
/** A time in words. */
export const ms = (time: number) => `${time.toFixed(time < 10 ? 1 : 0)} ms`

/** Goal 1: submit to final state over HTTP, against the plain application on as fast a disk. */
export async function throughput(
  served: Served,
  crud: Program,
  pace: Pace,
  { what, least }: { readonly what: string; readonly least: number },
): Promise<Row> {
  const { ratio, ...readings } = await alternate(
    pace.rounds,
    () => rate(served, 'frontdesk/top-up.ts', pace),
    () => rate(crud, 'crud/top-up.ts', pace),
  )
  const goal = `≥ ${least.toFixed(1)}×`
  return { what, ...sides({ ratio, ...readings }), ratio, goal, met: ratio >= least }
}

/** Goal 1, for a task of five commands: an order, until it is confirmed. */
export async function orders(served: Served, crud: Program, pace: Pace): Promise<Row> {
  const compared = await alternate(
    pace.rounds,
    () => rate(served, 'frontdesk/order.ts', pace),
    () => rate(crud, 'crud/top-up.ts', pace),
  )
  return {
    what: '1 order, submit to confirmed (5 commands); plain CRUD top-up',
    ...sides(compared),
    ratio: compared.ratio,
  }
}

/** Goals 4 and 6: pages while 64 clients write, how late the event loop is, and the memory held. */
export async function pagesUnderWriters(served: Served, pace: Pace): Promise<Row[]> {
  const paced = { clients: 16, perSecond: 50 }
  await served.vitals()
  const idle = await load(served, 'frontdesk/page.ts', pace, paced)
  const [writers, pages] = await Promise.all([
    load(served, 'frontdesk/top-up.ts', pace),
    load(served, 'frontdesk/page.ts', pace, paced),
  ])
  const { lagP99Ms, residentMb } = await served.vitals()
  const failed = pages.failed + writers.failed
  if (failed > 0) throw new Error(`${failed} failed: ${JSON.stringify(pages.reasons)}`)
  return [
    {
      what: `4 pages, 50 a second, beside ${Math.round(writers.perSecond)} top-ups/s, p99; with none`,
      ours: ms(pages.p99Ms),
      theirs: ms(idle.p99Ms),
      goal: '≤ 50 ms',
      met: pages.p99Ms <= 50,
    },
    {
      what: '4 event-loop lag meanwhile, p99',
      ours: ms(lagP99Ms),
      goal: '≤ 3 ms',
      met: lagP99Ms <= 3,
    },
    {
      what: '6 resident memory after it',
      ours: `${Math.round(residentMb)} MB`,
      goal: '≤ 200 MB',
      met: residentMb <= 200,
    },
  ]
}

/** Goal 3: appending to a long log, against a short one. */
export async function appending(big: string, small: string, rounds: number): Promise<Row[]> {
  const [long, short] = [counted(big), counted(small)]
  const taken: { big: Appending[]; small: Appending[] } = { big: [], small: [] }
  const compared = await alternate(
    rounds,
    async () => {
      const one = await measure<Appending>('appending', big)
      taken.big.push(one)
      return one.perSecond
    },
    async () => {
      const one = await measure<Appending>('appending', small)
      taken.small.push(one)
      return one.perSecond
    },
  )
  const p99 = (all: readonly Appending[]) => median(all.map(({ p99Ms }) => p99Ms))
  const slower = p99(taken.big) / p99(taken.small)
  return [
    {
      what: `3 commands in process from ${long} events on; from ${short}`,
      ...sides(compared),
      ratio: compared.ratio,
      goal: '≥ 0.7×',
      met: compared.ratio >= 0.7,
    },
    {
      what: '3 the same, 64 in a transaction, p99',
      ours: ms(p99(taken.big)),
      theirs: ms(p99(taken.small)),
      ratio: slower,
      goal: '≤ 2×',
      met: slower <= 2,
    },
  ]
}

const counted = (folder: string) => eventsIn(folder).toLocaleString('en-GB')

/** Goal 5: every read model from the whole log. */
export async function rebuilds(big: string): Promise<Row[]> {
  const rows: Row[] = []
  for (const name of readModels) {
    const { seconds, addedMb, differed } = await measure<Rebuild>('rebuild', big, name)
    if (differed) throw new Error(`${name} is another one when it is rebuilt`)
    rows.push({
      what: `5 rebuild of ${name} from ${counted(big)} events`,
      ours: `${seconds.toFixed(1)} s, +${Math.round(addedMb)} MB`,
      goal: '≤ 12 s, ≤ 200 MB',
      met: seconds <= 12 && addedMb <= 200,
    })
  }
  return rows
}

/** Goal 6: from the start of the process to its first page, on a long log and on a short one. */
export function starting(big: Served, small: Served): Row {
  return {
    what: '6 start to first page on the long log; on the short one',
    ours: ms(big.firstAnswerMs),
    theirs: ms(small.firstAnswerMs),
    goal: '≤ 500 ms',
    met: big.firstAnswerMs <= 500,
  }
}

/** Goal 7: a million pending timers. */
export async function timers(folder: string): Promise<Row> {
  const { findP99Ms, claimP50Ms } = await measure<Timers>('timers', folder)
  return {
    what: '7 a million timers: find the next p99, claim a hundred p50',
    ours: `${findP99Ms.toFixed(3)} ms, ${claimP50Ms.toFixed(2)} ms`,
    goal: '≤ 0.1 ms, ≤ 1 ms',
    met: findP99Ms <= 0.1 && claimP50Ms <= 1,
  }
}

/** Goal 8: what a browser fetches that was never here. */
export async function cold({ origin }: Program): Promise<Row> {
  const { requests, kilobytes, scriptKilobytes } = await openCold(origin)
  return {
    what: '8 first page, cold: transferred, of it script, requests',
    ours: `${kilobytes.toFixed(1)} kB, ${scriptKilobytes.toFixed(1)} kB, ${requests}`,
    goal: '≤ 100 kB, ≤ 30 kB, ≤ 8',
    met: kilobytes <= 100 && scriptKilobytes <= 30 && requests <= 8,
  }
}
