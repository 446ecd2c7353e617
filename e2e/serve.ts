import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoMoment } from '../server/demo/moment.ts'
import { beginServer } from './server.ts'

/** A running demo clinic that belongs to one test alone. */
export type Clinic = {
  readonly url: string
  /** Its data folder, for the command line. */
  readonly folder: string
  stop(): Promise<void>
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const seeds = join(root, 'node_modules', '.cache', 'frontdesk', 'seeds')

/**
 * Starts the demo clinic on a port of its own, on a copy of files that are seeded once: every test
 * begins on Monday at 09:52 and nothing happens in it but what the test does.
 */
export async function openClinic(): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-clinic-'))
  cpSync(await seeded(), folder, { recursive: true })
  const { url, end } = await beginServer(settings(folder))
  return {
    url,
    folder,
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The folder with the seeded files; made again after any change of the code that makes it. */
async function seeded(): Promise<string> {
  const name = seedName()
  const folder = join(seeds, name)
  if (existsSync(folder)) return folder
  mkdirSync(seeds, { recursive: true })
  for (const old of readdirSync(seeds).filter((one) => !one.startsWith(name))) {
    rmSync(join(seeds, old), { recursive: true, force: true })
  }
  const fresh = mkdtempSync(join(tmpdir(), 'frontdesk-seed-'))
  const { end } = await beginServer(settings(fresh))
  await end()
  // Copied and then renamed, so that a folder of this name is always whole, whoever was first.
  const whole = `${folder}-${process.pid}`
  cpSync(fresh, whole, { recursive: true })
  if (existsSync(folder)) rmSync(whole, { recursive: true, force: true })
  else renameSync(whole, folder)
  rmSync(fresh, { recursive: true, force: true })
  return folder
}

function seedName(): string {
  const hash = createHash('sha256').update(String(demoMoment(Date.now())))
  for (const file of globSync('{server,migrations}/**/*.{ts,sql}', { cwd: root }).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(`${file} ${statSync(join(root, file)).mtimeMs}`)
  }
  return hash.digest('hex').slice(0, 16)
}

function settings(folder: string): NodeJS.ProcessEnv {
  return { DATA_DIR: folder, SEED_DEMO: '1', DEMO_LIVELY: '0' }
}
