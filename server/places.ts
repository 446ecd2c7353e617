import type { RequestListener } from 'node:http'
import type { Request, Response } from 'express'
import * as z from 'zod'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { PlainError } from '#store/sqlite/connection.ts'
import type { ThreadStore } from '#store/sqlite/thread-store.ts'
import type { Channel } from '#worker/outbox.ts'
import { channelTo } from '#worker/outgoing.ts'
import { courierTo } from './elsewhere/courier.ts'
import { moduleDoor } from './elsewhere/door.ts'
import type { Foreigners } from './elsewhere/foreign.ts'
import { doorPath } from './elsewhere/protocol.ts'
import { openRemoteStore } from './elsewhere/remote-store.ts'
import { routedStore } from './elsewhere/routed-store.ts'
import { tableHomes } from './elsewhere/tables.ts'

/** Which modules this process carries out, and where the others are. */
export type Places = {
  /** Set where this process is not the desk, but carries out these modules for it. */
  readonly here: readonly string[] | undefined
  readonly elsewhere: ReadonlyMap<string, URL>
  readonly secret: string
}

const secretMin = 32
const listed = (text: string): readonly string[] => text.split(',').map((part) => part.trim())

const schema = z.object({
  MODULES_HERE: z.string().optional(),
  MODULES_ELSEWHERE: z.string().optional(),
  CLINIC_URL: z.string().optional(),
  MODULE_SECRET: z.string().optional(),
})

function urlOf(name: string, text: string | undefined): URL {
  const url = text === undefined ? null : URL.parse(text)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new PlainError(`${name} must be a whole address, for example http://127.0.0.1:8090.`)
}

function elsewhereOf(text: string): ReadonlyMap<string, URL> {
  return new Map(
    listed(text).map((entry) => {
      const [name = '', url] = entry.split(/=(.*)/s)
      return [name, urlOf('Each module in MODULES_ELSEWHERE', url)] as const
    }),
  )
}

function mustBeKnown(setting: string, asked: Iterable<string>, names: readonly string[]): void {
  const unknown = [...asked].find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw new PlainError(
    `${setting} names “${unknown}”, which is no module. There are ${names.join(', ')}.`,
  )
}

/**
 * Reads where modules live from the environment; nothing where all of them are here, as is usual. Throws
 * one plain sentence about what is wrong.
 */
export function readPlaces(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Places | undefined {
  const { MODULES_HERE, MODULES_ELSEWHERE, CLINIC_URL, MODULE_SECRET } = schema.parse(environment)
  if (!MODULES_HERE && !MODULES_ELSEWHERE) return undefined
  const secret = MODULE_SECRET ?? ''
  if (secret.length < secretMin) {
    throw new PlainError(
      `MODULE_SECRET must be at least ${secretMin} characters, the same for the clinic and its modules elsewhere.`,
    )
  }
  if (!MODULES_HERE) {
    const elsewhere = elsewhereOf(MODULES_ELSEWHERE ?? '')
    mustBeKnown('MODULES_ELSEWHERE', elsewhere.keys(), names)
    return { here: undefined, elsewhere, secret }
  }
  const here = listed(MODULES_HERE)
  mustBeKnown('MODULES_HERE', here, names)
  const clinic = urlOf('CLINIC_URL', CLINIC_URL)
  const others = names.filter((name) => !here.includes(name))
  return { here, elsewhere: new Map(others.map((name) => [name, clinic])), secret }
}

/** The store of this process joined with those elsewhere, the ways there, and the door for them to here. */
export type Joined = {
  readonly store: Store
  readonly channels: Readonly<Record<string, Channel>>
  /** This process as one that carries modules out for a desk elsewhere: it has a door and no pages. */
  asModules(store: Pick<ThreadStore, 'deliverWith'>): Opened
  /** The application with the door for the others beside it. */
  beside(app: RequestListener): RequestListener
}

/** Joins a process with the modules that live elsewhere. `now` is the clinic's time in ms. */
export function joinPlaces(
  here: Store,
  registry: Registry,
  { elsewhere, secret }: Places,
  now: () => number,
): Joined {
  const remotes = new Map(
    [...new Set([...elsewhere.values()].map(({ origin }) => origin))].map((origin) => [
      origin,
      openRemoteStore({ url: new URL(origin), secret }),
    ]),
  )
  const homes = new Map(
    [...elsewhere].flatMap(([name, { origin }]) => {
      const remote = remotes.get(origin)
      return remote ? [[name, remote] as const] : []
    }),
  )
  const foreigners: Foreigners = {
    registry,
    tables: tableHomes(registry),
    homeOf: (module) => homes.get(module ?? '') ?? here,
    now,
  }
  const mine = registry.modules.map(({ name }) => name).filter((name) => !elsewhere.has(name))
  const door = moduleDoor({ registry, store: here, here: mine, secret })
  const channels = Object.fromEntries(
    [...homes].map(([name, remote]) => [channelTo(name), courierTo(remote, foreigners)]),
  )
  return {
    store: routedStore({ here, elsewhere: homes }, foreigners),
    channels,
    asModules(store) {
      store.deliverWith({ channels, timeLimit: (ms) => AbortSignal.timeout(ms) })
      return { app: door, stop: () => undefined, close: () => undefined }
    },
    beside: (app) => (request, response) => {
      if (request.url?.startsWith(`${doorPath}/`)) door(request as Request, response as Response)
      else app(request, response)
    },
  }
}

/** What `main` needs of whatever this process is. */
export type Opened = { readonly app: RequestListener; stop(): void; close(): void }
