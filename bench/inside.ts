// What is measured without HTTP, each in a process of its own: node bench/inside.ts <what> <folder> …
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from '#kernel/registry.ts'
import { openWriter } from '#store/sqlite/connection.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import { modules } from '../server/modules.ts'
import { castOf, openClinicFiles, patientAt, topUp } from './clinic.ts'
import { percentile } from './report.ts'

/** Commands a second, 64 a transaction, and how long one transaction takes. */
export type Appending = {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

export type Rebuild = {
  readonly name: string
  readonly rows: number
  readonly seconds: number
  readonly addedMb: number
  readonly differed: boolean
}

export type Timers = { readonly findP99Ms: number; readonly claimP50Ms: number }

/** Runs a measurement of this file in a process of its own. */
export function measure<Result>(what: string, folder: string, ...more: string[]): Promise<Result> {
  const words = ['--expose-gc', fileURLToPath(import.meta.url), what, folder, ...more]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output))
      else reject(new Error(`Measuring ${what} ended with exit code ${code}`))
    })
  })
}

/** The read models that can be rebuilt, by name. */
export const readModels: readonly string[] = register(modules).projections.map(({ name }) => name)

const together = 64

function appending(folder: string): Appending {
  const { patients } = castOf(folder)
  const files = openClinicFiles(folder)
  const times: number[] = []
  const rounds = 60
  const warming = 20
  for (let round = 0; round < warming + rounds; round++) {
    const first = round * together
    const batch = Array.from({ length: together }, (_, index) =>
      topUp(patientAt(patients, (first + index) % 64), 100),
    )
    const begun = performance.now()
    files.writer.batch(batch)
    while (files.writer.hasWork()) files.writer.batch([])
    if (round >= warming) times.push(performance.now() - begun)
  }
  files.close()
  const sorted = Float64Array.from(times).sort()
  const p50Ms = percentile(sorted, 50)
  return { perSecond: (together * 1000) / p50Ms, p50Ms, p99Ms: percentile(sorted, 99) }
}

function rebuild(folder: string, name: string): Rebuild {
  const files = openClinicFiles(folder)
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  const begun = performance.now()
  const rebuilding = files.rebuild(name)
  let most = before
  for (;;) {
    const outcome = rebuilding.step(100)
    most = Math.max(most, process.memoryUsage.rss())
    if (!outcome) continue
    const seconds = (performance.now() - begun) / 1000
    files.close()
    const { rows, differed } = outcome
    return { name, rows, seconds, addedMb: (most - before) / 2 ** 20, differed }
  }
}

// The kernel's own table and the statements by which its writer finds and claims what is due.
function timers(folder: string): Timers {
  const db = openWriter(join(folder, databaseName))
  const add = db.prepare('INSERT INTO timers (due, owner, name) VALUES (?, ?, ?)')
  const first = 4_000_000_000_000
  db.transaction(() => {
    for (let number = 0; number < 1_000_000; number++)
      add.run(first + ((number * 7919) % 1_000_000), `process.bench-${number}`, 'deadline')
  })()
  const next = db.prepare('SELECT min(due) AS due FROM timers')
  const due = db.prepare(
    'SELECT due, owner, name FROM timers WHERE due <= ? ORDER BY due LIMIT 100',
  )
  const claim = db.prepare('DELETE FROM timers WHERE due = ? AND owner = ? AND name = ?')
  const finds = timed(2_000, () => next.get())
  const claimHundred = () => {
    for (const one of due.all(first + 1_000_000) as { due: number; owner: string; name: string }[])
      claim.run(one.due, one.owner, one.name)
  }
  // As the writer does it: within a batch's transaction, whose commit is paid for once.
  db.exec('BEGIN IMMEDIATE')
  const claims = timed(100, claimHundred)
  db.exec('COMMIT')
  db.prepare('DELETE FROM timers WHERE due >= ?').run(first)
  db.close()
  return { findP99Ms: percentile(finds, 99), claimP50Ms: percentile(claims, 50) }
}

function timed(times: number, work: () => unknown): Float64Array {
  const taken = new Float64Array(times)
  for (let index = 0; index < times; index++) {
    const begun = performance.now()
    work()
    taken[index] = performance.now() - begun
  }
  return taken.sort()
}

if (import.meta.main) {
  const [what = '', folder = '', name = ''] = process.argv.slice(2)
  const measurements: Readonly<Record<string, () => unknown>> = {
    appending: () => appending(folder),
    rebuild: () => rebuild(folder, name),
    timers: () => timers(folder),
  }
  const measurement = Object.hasOwn(measurements, what) ? measurements[what] : undefined
  if (!measurement) throw new Error(`There is nothing to measure called ${what}`)
  console.log(JSON.stringify(measurement()))
}
