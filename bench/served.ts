import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeFlags, withNodeSettings } from '../server/node-settings.ts'
import type { Vitals } from './lag.ts'
import { type Program, startProgram } from './program.ts'

const here = import.meta.dirname

/** A server on a copy of a folder, as `npm start` runs it. */
export type Served = Program & {
  readonly folder: string
  /** From the start of the process to the whole of its first page, in ms. */
  readonly firstAnswerMs: number
  /** How late its event loop was since the last question, and what memory it holds. */
  vitals(): Promise<Vitals>
}

/** What Node is told so that each commit takes so much longer, in ms. */
const slower = (syncMs: number) => (syncMs > 0 ? ['--import', join(here, 'slow-sync.ts')] : [])

/** Starts the clinic on a copy of a folder, on a disk so many ms slower; `stop` takes the copy away. */
export async function serveCopy(of: string, syncMs = 0): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  cpSync(of, folder, { recursive: true })
  const settings = {
    DATA_DIR: folder,
    PORT: '0',
    SEED_DEMO: '1',
    DEMO_LIVELY: '0',
    LOG_LEVEL: 'error',
    BENCH_SYNC_MS: String(syncMs),
  }
  const words = ['--import', join(here, 'lag.ts'), join(here, '..', 'server', 'main.ts')]
  const begun = performance.now()
  const environment = withNodeSettings({ ...process.env, ...settings })
  const program = await startProgram([...nodeFlags, ...slower(syncMs), ...words], environment)
  const first = await fetch(program.origin, { headers: { accept: 'text/html' } })
  await first.text()
  if (!first.ok) throw new Error(`The first page answered ${first.status}`)
  const firstAnswerMs = performance.now() - begun
  return {
    ...program,
    folder,
    firstAnswerMs,
    vitals: async () => JSON.parse(await program.ask('SIGUSR2', 'vitals')) as Vitals,
    async stop() {
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts the application that Frontdesk is compared with, on an empty folder. */
export async function serveCrud(syncMs = 0): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-crud-'))
  const program = await startProgram([...slower(syncMs), join(here, 'crud', 'server.ts'), folder], {
    ...process.env,
    PORT: '0',
    BENCH_SYNC_MS: String(syncMs),
  })
  return {
    ...program,
    async stop() {
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
