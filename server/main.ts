import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { register } from '#kernel/registry.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { PlainError } from '#store/sqlite/connection.ts'
import { lockFolder } from '#store/sqlite/lock.ts'
import { openThreadStore, type ThreadStore } from '#store/sqlite/thread-store.ts'
import { createApp } from '#web/app.ts'
import { createViews, projectFolders } from '#web/views.ts'
import { type ClinicClock, clinicClock } from '#worker/clock.ts'
import { listenForControl } from './control.ts'
import { hasDatabase, prepareFolder } from './data-folder.ts'
import { openDemo } from './demo/demo.ts'
import { drain, httpServer, listen, serve } from './http.ts'
import { modules } from './modules.ts'
import { readSettings, type Settings } from './settings.ts'
import { exitCodeAsked } from './supervisor.ts'

/** Exit codes: 1 for what a person can mend, 70 for what another start may mend, 75 where one was asked for. */
const exitCodePlain = 1
const exitCodeAgain = 70

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const migrations = join(root, 'migrations')
const registry = register(modules)
const say = (sentence: string) => console.log(sentence)

function end(code: number, sentence: string): never {
  console.error(sentence)
  process.exit(code)
}

async function openStore(folder: string, clock: ClinicClock): Promise<ThreadStore> {
  return openThreadStore({
    folder,
    registry,
    modules: new URL('./modules.ts', import.meta.url).href,
    migrations,
    clock,
    random: (count) => randomBytes(count),
    say,
    onFatal: (sentence) => end(exitCodeAgain, sentence),
  })
}

/** A demo never becomes a real clinic, and a real one is never opened as a demo. */
async function checkKind(store: ThreadStore, { demo, dataFolder }: Settings): Promise<void> {
  const clinic = await store.query(clinicSettings())
  if (!clinic || clinic.demo === demo) return
  throw new PlainError(
    demo
      ? `The data folder ${dataFolder} holds a real clinic. Use "npm run serve" for it, or set DATA_DIR to another folder for the demo.`
      : `The data folder ${dataFolder} holds the demo clinic, which cannot become a real one. Set DATA_DIR to a new folder.`,
  )
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
  const demo = settings.demo
    ? await openDemo({
        folder: dataFolder,
        isNew: !hasDatabase(dataFolder),
        registry,
        migrations,
        clock,
        say,
      })
    : undefined
  const store = await openStore(dataFolder, clock)
  await checkKind(store, settings)
  const log = pino({ level: settings.logLevel })
  let isStopping = false
  const stop = async (code: number) => {
    if (isStopping) return
    isStopping = true
    play?.stop()
    await drain(server)
    await control.close()
    await store.close()
    process.exit(code)
  }
  const play = demo?.play({
    store,
    lively: settings.lively,
    clockSet: () => store.clockSet(),
    startAgain: () => void stop(exitCodeAsked),
  })
  const app = createApp({
    registry,
    store,
    views: createViews(projectFolders),
    clock,
    log,
    settings: {
      publicUrl: publicUrl.origin,
      host,
      port,
      demo: settings.demo,
      secure: publicUrl.protocol === 'https:',
    },
    ...(play ? { demo: play } : {}),
    health: async () => ({
      ready: store.isReady(),
      facts: { head: await store.head(), clinicTime: new Date(clock.now()).toISOString() },
    }),
  })
  serve(server, app)
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
