import { spawn } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Connection, openConnection } from './connection.ts'
import { percentile } from './report.ts'

/** Which client does this, and which time it is for the whole run, both counted from 0. */
export type Turn = { client: number; number: number }

/** What a client does once, start to end. Throws when it was not answered as it should be. */
export type Task = (connection: Connection, turn: Turn) => Promise<void>

/**
 * `task` is a file that exports a Task named `task`. Without a rate each client begins again as
 * soon as it is done (closed loop). With `perSecond` turns begin on schedule whether or not the
 * server keeps up, and a turn's time counts from when it was due, so that a stall is seen by all
 * who would have come meanwhile.
 */
export type Plan = {
  origin: string
  task: string
  clients: number
  warmupMs: number
  durationMs: number
  perSecond?: number
}

/** `lagP99Ms` is the generator's own lateness: where it is high, the generator was measured. */
export type Load = {
  perSecond: number
  done: number
  failed: number
  reasons: Record<string, number>
  p50Ms: number
  p99Ms: number
  maxMs: number
  lagP99Ms: number
}

/** Runs a plan in a process of its own, so that it shares no event loop with what it measures. */
export function runLoad(plan: Plan): Promise<Load> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output))
      else reject(new Error(`The load generator ended with exit code ${code}`))
    })
  })
}

// How long after the end of a schedule its overdue turns are still begun.
const graceMs = 10_000

type Tally = { times: number[]; reasons: Map<string, number> }

/** Carries a plan out in this process. */
export async function carryOut(plan: Plan, task: Task): Promise<Load> {
  const tally: Tally = { times: [], reasons: new Map() }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const connections = Array.from({ length: plan.clients }, () => openConnection(plan.origin))
  const countFrom = performance.now() + plan.warmupMs
  const end = countFrom + plan.durationMs
  delay.enable()

  async function takeTurn(connection: Connection, turn: Turn, due: number): Promise<void> {
    try {
      await task(connection, turn)
      const now = performance.now()
      // On a schedule what is late is what is looked for; in a closed loop it is the run's edge.
      if (due >= countFrom && (plan.perSecond || now <= end)) tally.times.push(now - due)
    } catch (error) {
      // Whatever went wrong is a finding about the server: counted, never the end of the run.
      const reason = error instanceof Error ? error.message : String(error)
      if (due >= countFrom) tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1)
    }
  }

  const next = plan.perSecond ? onSchedule(plan.perSecond, end) : atOnce(end)
  await Promise.all(
    connections.map(async (connection, client) => {
      for (let due = await next(); due !== undefined; due = await next()) {
        await takeTurn(connection, { client, number: due.number }, due.at)
      }
      connection.close()
    }),
  )
  return summarise(tally, plan, delay.percentile(99) / 1e6)
}

type Due = { at: number; number: number }
type Next = () => Promise<Due | undefined>

function atOnce(end: number): Next {
  let number = 0
  return async () => {
    const at = performance.now()
    return at < end ? { at, number: number++ } : undefined
  }
}

// Each free client takes the next turn of the schedule and waits for it; one that is overdue is
// begun at once, with its scheduled time.
function onSchedule(perSecond: number, end: number): Next {
  const start = performance.now()
  let number = 0
  return async () => {
    const at = start + (number * 1000) / perSecond
    if (at >= end || performance.now() >= end + graceMs) return undefined
    const due = { at, number: number++ }
    const wait = at - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    return due
  }
}

function summarise({ times, reasons }: Tally, plan: Plan, lagP99Ms: number): Load {
  const sorted = Float64Array.from(times).sort()
  const answered = times.length + sum(reasons.values())
  const planned = Math.floor(((plan.perSecond ?? 0) * plan.durationMs) / 1000)
  if (planned > answered) reasons.set('never begun', planned - answered)
  return {
    perSecond: (times.length * 1000) / plan.durationMs,
    done: times.length,
    failed: sum(reasons.values()),
    reasons: Object.fromEntries(reasons),
    p50Ms: percentile(sorted, 50),
    p99Ms: percentile(sorted, 99),
    maxMs: percentile(sorted, 100),
    lagP99Ms,
  }
}

function sum(counts: Iterable<number>): number {
  let total = 0
  for (const count of counts) total += count
  return total
}

if (import.meta.main) {
  const plan: Plan = JSON.parse(process.argv[2] ?? '{}')
  const { task } = await import(pathToFileURL(plan.task).href)
  console.log(JSON.stringify(await carryOut(plan, task)))
}
