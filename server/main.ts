import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlainError } from '#store/sqlite/connection.ts'
import { lockFolder } from '#store/sqlite/lock.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { beginThreadStore } from '#store/sqlite/thread-store.ts'
import { type ClinicClock, clinicClock } from '#worker/clock.ts'
import { listenForControl } from './control.ts'
import { hasDatabase, prepareFolder } from './data-folder.ts'
import { openDemo } from './demo/opening.ts'
import { drain, httpServer, listen, serve } from './http.ts'
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

function beginStore(folder: string, clock: ClinicClock) {
  return beginThreadStore({
    folder,
    modules: new URL('./modules.ts', import.meta.url).href,
    migrations,
    clock,
    random: machineRandom(),
    say,
    onFatal: (sentence) => end(exitCodeAgain, sentence),
  })
}

async function start(settings: Settings): Promise<void> {
  const { dataFolder, host } = settings
  // What is written here is about people: for this account's eyes only.
  process.umask(0o077)
  prepareFolder(dataFolder)
  lockFolder(dataFolder)
  const server = httpServer()
  const port = await listen(server, settings.port, host)
  const publicUrl = new URL(settings.publicUrl)
  if (settings.port === 0) publicUrl.port = String(port)
  const clock = clinicClock(() => Date.now())
  if (settings.demo) {
    const isNew = !hasDatabase(dataFolder)
    const registry = async () => (await desk()).registry
    await openDemo({ folder: dataFolder, isNew, registry, migrations, clock, say })
  }
  const openStore = beginStore(dataFolder, clock)
  const { openDesk, registry } = await desk()
  const store = await openStore(registry)
  let isStopping = false
  const stop = async (code: number) => {
    if (isStopping) return
    isStopping = true
    opened.stop()
    await drain(server)
    await control.close()
    await store.close()
    process.exit(code)
  }
  const startAgain = () => void stop(exitCodeAsked)
  const opened = await openDesk({ store, clock, settings, publicUrl, port, startAgain })
  serve(server, opened.app)
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
