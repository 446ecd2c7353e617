import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { type Access, openAccess } from '#access/access.ts'
import type { Actor } from '#kernel/event.ts'
import type { Module } from '#kernel/module.ts'
import { register } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { storyTime } from '#kernel/story.ts'
import { type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import type { Fault } from '#store/sqlite/writer.ts'
import { createApp } from '#web/app.ts'
import { followAccess } from '#web/sign-in/following.ts'
import type { Seat, WebSettings } from '#web/site.ts'
import { createViews } from '#web/views.ts'

const hal = 'application/prs.hal-forms+json'
const root = join(import.meta.dirname, '..', '..')

const views = createViews({
  folder: join(root, 'views'),
  assetsFolder: join(root, 'public'),
  componentsFolder: join(root, 'node_modules', 'govuk-frontend', 'dist'),
})

/** A clinic over HTTP on a port of its own, with a real store and a clock that stands still. */
export type World = {
  readonly url: string
  readonly store: LocalStore
  /** How people sign in; not where there are seats. */
  readonly access: Access | undefined
  readonly clock: { at: number }
  fetch(path: string, options?: RequestInit): Promise<Response>
  /** What a machine asks for, as HAL-FORMS, from a seat. */
  machine(path: string, seat?: string, options?: RequestInit): Promise<Response>
  /** A page as a browser asks for it, from a seat. */
  page(path: string, seat?: string): Promise<{ status: number; html: string; headers: Headers }>
  /** A form as a browser sends it, from a seat. */
  send(
    path: string,
    fields: Readonly<Record<string, string>>,
    seat?: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  /** A command handed straight to the store. */
  command(intent: string, target: string, data: object, actor: Actor, id: string): Promise<void>
  close(): Promise<void>
}

export type WorldSettings = {
  readonly modules: readonly Module[]
  readonly seats?: readonly Seat[]
  readonly fault?: Fault
  readonly settings?: Partial<WebSettings>
  readonly log?: Logger
  readonly stopping?: AbortSignal
  /** Stands before the real store, for what a real one seldom does. */
  readonly store?: (real: Store) => Store
}

/** Lets so many ms go by in twelfths, with all that comes due. */
export function later({ clock, store }: Pick<World, 'clock' | 'store'>, ms: number): void {
  for (let step = 0; step < 12; step += 1) {
    clock.at += ms / 12
    store.settleAll()
  }
}

// What a password costs in earnest would only make tests slow.
const cheap = { memory: 8, passes: 1, lanes: 1 }

type Doors = Pick<World, 'fetch' | 'page' | 'send' | 'machine'>

function doorsTo(url: string): Doors {
  const ask = (path: string, options: RequestInit = {}) =>
    fetch(url + path, { redirect: 'manual', ...options })
  const cookie = (seat: string | undefined): Readonly<Record<string, string>> =>
    seat ? { cookie: `fd=${seat}` } : {}
  return {
    fetch: ask,
    machine: (path, seat, options = {}) =>
      ask(path, {
        ...options,
        headers: {
          accept: hal,
          ...(seat ? { authorization: `Bearer ${seat}` } : {}),
          ...options.headers,
        },
      }),
    async page(path, seat) {
      const response = await ask(path, { headers: { accept: 'text/html', ...cookie(seat) } })
      return { status: response.status, html: await response.text(), headers: response.headers }
    },
    send: (path, fields, seat, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: {
          accept: 'text/html',
          'sec-fetch-site': 'same-origin',
          ...cookie(seat),
          ...headers,
        },
        body: new URLSearchParams(fields),
      }),
  }
}

/** Opens a clinic in a folder of its own; `close` takes everything away again. */
export async function openWorld(given: WorldSettings): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-web-'))
  const clock = { at: storyTime }
  const registry = register(given.modules)
  const store = openLocalStore({
    folder,
    registry,
    migrations: readMigrations(join(root, 'migrations')),
    clock: () => clock.at,
    random: machineRandom(),
    ...(given.fault ? { fault: given.fault } : {}),
  })
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const { seats } = given
  const random = machineRandom()
  const access = seats ? undefined : openAccess({ folder, random, cost: cheap })
  const unfollow = access ? followAccess(access, store, () => clock.at) : undefined
  const app = createApp({
    registry,
    store: given.store?.(store) ?? store,
    views,
    clock: { now: () => clock.at, wall: () => clock.at },
    ...(given.stopping ? { stopping: given.stopping } : {}),
    log: given.log ?? pino({ level: 'silent' }),
    settings: {
      publicUrl: url,
      host: '127.0.0.1',
      port,
      demo: seats !== undefined,
      secure: false,
      limits: false,
      ...given.settings,
    },
    ...(seats ? { demo: { seats: async () => seats } } : {}),
    ...(access ? { access } : {}),
  })
  server.on('request', app)
  return {
    url,
    store,
    access,
    clock,
    ...doorsTo(url),
    async command(intent, target, data, actor, id) {
      const done = await store.submit({ id, intent, target, data, actor })
      if (done.kind === 'accepted' && done.command.state === 'succeeded') return
      throw new Error(`${intent}: ${JSON.stringify(done)}`)
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      unfollow?.()
      access?.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
