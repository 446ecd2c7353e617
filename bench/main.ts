// Prints the figures side by side and writes them to bench/results.json.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Load, type Plan, runLoad } from './load.ts'
import { startProgram } from './program.ts'
import { printTable, type Row, writeResults } from './report.ts'

const here = import.meta.dirname
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
const span = { warmupMs: 1000, durationMs: 4000 }
const rows: Row[] = []

try {
  const crud = await startProgram([join(here, 'crud', 'server.ts'), folder], {
    ...process.env,
    PORT: '0',
  })
  const run = (task: string, rest: Pick<Plan, 'clients' | 'perSecond'>) =>
    runLoad({ origin: crud.origin, task: join(here, 'crud', task), ...span, ...rest })
  rows.push(describe('plain CRUD, top-up, 64 clients', await run('top-up.ts', { clients: 64 })))
  rows.push(describe('plain CRUD, 22 kB page, 16 clients', await run('page.ts', { clients: 16 })))
  rows.push(
    describe(
      'plain CRUD, top-up, 400 a second on schedule',
      await run('top-up.ts', { clients: 64, perSecond: 400 }),
    ),
  )
  await crud.stop()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
printTable(rows)
writeResults(join(here, 'results.json'), rows)

function describe(what: string, { perSecond, p50Ms, p99Ms, failed }: Load): Row {
  const failures = failed > 0 ? `, ${failed} failed` : ''
  const times = `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`
  return { what, ours: '', theirs: `${Math.round(perSecond)}/s, ${times}${failures}` }
}
