import type { Express } from 'express'
import { pino } from 'pino'
import { openAccess } from '#access/access.ts'
import { register } from '#kernel/registry.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { PlainError } from '#store/sqlite/connection.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import type { ThreadStore } from '#store/sqlite/thread-store.ts'
import { createApp } from '#web/app.ts'
import { followAccess } from '#web/sign-in/following.ts'
import { createViews, projectFolders } from '#web/views.ts'
import type { ClinicClock } from '#worker/clock.ts'
import type { Channel } from '#worker/outbox.ts'
import { playDemo } from './demo/demo.ts'
import { workshopOf } from './demo/workshop.ts'
import { modules } from './modules.ts'
import { openTestPayments } from './payments/opening.ts'
import { openPost } from './post/opening.ts'
import type { Settings } from './settings.ts'

/** Everything that the modules declare. */
export const registry = register(modules)

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

export type DeskParts = {
  readonly store: ThreadStore
  readonly clock: ClinicClock
  readonly settings: Settings
  readonly publicUrl: URL
  readonly port: number
  /** Ways to modules that live elsewhere. */
  readonly channels?: Readonly<Record<string, Channel>>
  /** Switches by which a visitor of the demo makes steps fail. */
  readonly faults?: SharedArrayBuffer
  /** Ends the process, so that it is started again with a new day of the demo. */
  startAgain(): void
}

/** The application over an open store, with the demo that plays in it; `stop` ends what goes on by itself. */
export async function openDesk(parts: DeskParts): Promise<{
  readonly app: Express
  stop(): void
  /** Once no request is under way any more. */
  close(): void
}> {
  const { store, clock, settings, publicUrl, port, faults, startAgain } = parts
  await checkKind(store, settings)
  const { demo, lively, dataFolder, smtpUrl } = settings
  const clockSet = () => store.clockSet()
  const play = demo
    ? playDemo({ folder: dataFolder, clock, registry }, { store, lively, clockSet, startAgain })
    : undefined
  const views = createViews(projectFolders)
  const { render } = views
  const post = openPost({ store, render, clock: clock.now, publicUrl, smtpUrl, demo })
  const payments = demo
    ? openTestPayments({ store, publicUrl, render, wallNow: clock.wall })
    : undefined
  // The store is open by now, so the master key is there.
  const access = demo ? undefined : openAccess({ folder: dataFolder, random: machineRandom() })
  const follow = access ? followAccess(access, store, clock.wall) : undefined
  const stopping = new AbortController()
  const app = createApp({
    stopping: stopping.signal,
    registry,
    store,
    views,
    clock,
    letters: post.letters,
    ...(payments ? { payments: payments.links, beside: payments.router } : {}),
    log: pino({ level: settings.logLevel }),
    settings: {
      publicUrl: publicUrl.origin,
      host: settings.host,
      port,
      demo,
      secure: publicUrl.protocol === 'https:',
      trustProxy: settings.trustProxy,
    },
    ...(play
      ? { demo: { ...play, ...(faults ? { workshop: workshopOf(faults, registry) } : {}) } }
      : {}),
    ...(access ? { access } : {}),
    health: async () => ({
      ready: store.isReady(),
      facts: {
        head: await store.head(),
        clinicTime: new Date(clock.now()).toISOString(),
        mail: post.words,
      },
    }),
  })
  const channels = { ...post.channels, ...payments?.channels, ...parts.channels }
  store.deliverWith({ channels, timeLimit: (ms) => AbortSignal.timeout(ms) })
  return {
    app,
    stop() {
      stopping.abort()
      play?.stop()
      payments?.stop()
    },
    close() {
      follow?.()
      access?.close()
    },
  }
}
