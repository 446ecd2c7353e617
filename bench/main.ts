// Prints the figures side by side and writes them to bench/results.json. `--quick` takes a shorter
// log and fewer rounds: enough to see that everything runs, too little to compare.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contendedOrders, longPages } from './dispensary.ts'
import { bigLog, mediumLog, smallLog } from './logs.ts'
import { registrations, searching, signingIn } from './people.ts'
import { printTable, type Row, writeResults } from './report.ts'
import {
  appending,
  cold,
  orders,
  type Pace,
  pagesUnderWriters,
  rebuilds,
  starting,
  throughput,
  timers,
} from './rows.ts'
import { serveCopy, serveCrud } from './served.ts'

const quick = process.argv.includes('--quick')
const pace: Pace = quick
  ? { rounds: 1, warmupMs: 500, durationMs: 1_000 }
  : { rounds: 5, warmupMs: 1_000, durationMs: 4_000 }
const events = quick ? 50_000 : 1_000_000
const rows: Row[] = []

function take(...more: readonly Row[]): void {
  rows.push(...more)
  for (const { what } of more) console.log(`  ${what}`)
}

async function overHttp(): Promise<void> {
  const served = await serveCopy(await mediumLog())
  process.env['BENCH_FOLDER'] = served.folder
  const crud = await serveCrud()
  try {
    take(await cold(served))
    const what = '1 top-up, submit to final, 64 clients; plain CRUD'
    take(await throughput(served, crud, pace, { what, least: 1 }))
    take(...(await pagesUnderWriters(served, pace)))
    take(...(await registrations(served, pace)))
    take(await orders(served, crud, pace))
    take(await contendedOrders(served, pace))
  } finally {
    await Promise.all([served.stop(), crud.stop()])
  }
}

async function onSlowDisk(): Promise<void> {
  const [served, crud] = [await serveCopy(await mediumLog(), 2), await serveCrud(2)]
  process.env['BENCH_FOLDER'] = served.folder
  try {
    const what = '1 the same with 2 ms more a sync; plain CRUD'
    take(await throughput(served, crud, pace, { what, least: 3 }))
  } finally {
    await Promise.all([served.stop(), crud.stop()])
  }
}

async function onLongLog(): Promise<void> {
  const [big, small] = [await bigLog(events), await smallLog()]
  const [long, short] = [await serveCopy(big), await serveCopy(small)]
  take(starting(long, short))
  await Promise.all([long.stop(), short.stop()])
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  try {
    const copies = { big: join(folder, 'big'), small: join(folder, 'small') }
    cpSync(big, copies.big, { recursive: true })
    cpSync(small, copies.small, { recursive: true })
    take(...(await appending(copies.big, copies.small, pace.rounds)))
    take(await timers(copies.small))
    take(...(await rebuilds(copies.big)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await overHttp()
take(...(await longPages(await mediumLog(), pace)))
take(await signingIn(), searching())
await onSlowDisk()
await onLongLog()
printTable(rows)
writeResults(join(import.meta.dirname, 'results.json'), rows)
