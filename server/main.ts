import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlainError } from '#store/sqlite/connection.ts'
import { lockFolder } from '#store/sqlite/lock.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { beginThreadStore } from '#store/sqlite/thread-store.ts'
import { type ClinicClock, clinicClock } from '#worker/clock.ts'
import { switchMemory } from '#worker/fault-switches.ts'
import { listenForControl } from './control.ts'
import { hasDatabase, prepareFolder } from './data-folder.ts'
import { openDemo } from './demo/opening.ts'
import { drain, httpServer, listen, serve } from './http.ts'
import type { Opened, Places } from './places.ts'
import { readSettings, type Settings } from './settings.ts'
import { exitCodeAsked } from './supervisor.ts'

/** Exit codes: 1 for what a person can mend, 70 for what another start may mend, 75 where one was asked for. */
const exitCodePlain = 1
const exitCodeAgain = 70

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const migrations = join(root, 'migrations')
const say = (sentence: string) => console.log(sentence)

function end(code: number, sentence: string): never {
  console.error(sentence)
  process.exit(code)
}

// The larger part of the program: read while the writer's thread begins.
const desk = () => import('./desk.ts')
// Only read where modules live elsewhere.
const joining = () => import('./places.ts')

function beginStore(
  folder: string,
  clock: ClinicClock,
  places: Places | undefined,
  faults: SharedArrayBuffer | undefined,
) {
  return beginThreadStore({
    folder,
    elsewhere: [...(places?.elsewhere.keys() ?? [])],
    modules: new URL('./modules.ts', import.meta.url).href,
    migrations,
    clock,
    random: machineRandom(),
    ...(faults ? { faults } : {}),
    say,
    onFatal: (sentence) => end(exitCodeAgain, sentence),
  })
}

// As a rule all modules are here, and then nobody asks for their names before the writer has begun.
async function placesFrom(environment: NodeJS.ProcessEnv): Promise<Places | undefined> {
  if (!environment['MODULES_HERE'] && !environment['MODULES_ELSEWHERE']) return undefined
  const [{ registry }, { readPlaces }] = await Promise.all([desk(), joining()])
  return readPlaces(
    environment,
    registry.modules.map(({ name }) => name),
  )
}

async function start(settings: Settings): Promise<void> {
  const { dataFolder, host, demo } = settings
  const places = await placesFrom(process.env)
  if (places && demo) end(exitCodePlain, 'The demo clinic has all its modules in one process.')
  // What is written here is about people: for this account's eyes only.
  process.umask(0o077)
  prepareFolder(dataFolder)
  lockFolder(dataFolder)
  const server = httpServer()
  const port = await listen(server, settings.port, host)
  const publicUrl = new URL(settings.publicUrl)
  if (settings.port === 0) publicUrl.port = String(port)
  const clock = clinicClock(() => Date.now())
  if (demo) {
    const isNew = !hasDatabase(dataFolder)
    const registry = async () => (await desk()).registry
    await openDemo({ folder: dataFolder, isNew, registry, migrations, clock, say })
  }
  const loading = desk()
  const faults = demo ? switchMemory() : undefined
  const openStore = beginStore(dataFolder, clock, places, faults)
  const { openDesk, registry } = await loading
  const here = await openStore(registry)
  const joined = places && (await joining()).joinPlaces(here, registry, places, clock.now)
  const store = { ...here, ...joined?.store }
  let isStopping = false
  const stop = async (code: number) => {
    if (isStopping) return
    isStopping = true
    opened.stop()
    await drain(server)
    opened.close()
    await control.close()
    await store.close()
    process.exit(code)
  }
  const startAgain = () => void stop(exitCodeAsked)
  const opened: Opened =
    joined && places?.here
      ? joined.asModules(here)
      : await openDesk({
          store,
          clock,
          settings,
          publicUrl,
          port,
          startAgain,
          ...(faults ? { faults } : {}),
          channels: joined?.channels ?? {},
        })
  serve(server, joined?.beside(opened.app) ?? opened.app)
  const control = await listenForControl(dataFolder, { rebuild: (name) => store.rebuild(name) })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0))
  say(`Frontdesk is at ${publicUrl.href}`)
}

process.on('uncaughtException', (error) => end(exitCodeAgain, error.stack ?? error.message))

try {
  await start(readSettings(process.env, root))
} catch (error) {
  if (error instanceof PlainError) end(exitCodePlain, error.message)
  end(exitCodeAgain, error instanceof Error ? (error.stack ?? error.message) : String(error))
}
