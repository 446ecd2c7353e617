import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Access } from '#access/access.ts'
import type { Session } from '#access/sessions.ts'
import type { Actor } from '#kernel/event.ts'
import type { Letters } from '#kernel/letter.ts'
import type { Payments } from '#kernel/payments.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import type { Changes } from '#web/changes.ts'
import type { Directory } from '#web/directory.ts'
import type { SiteMap } from '#web/site-map.ts'
import type { Things } from '#web/things.ts'
import type { Views } from '#web/views.ts'

/** How a browser reaches the clinic, and what the web part is allowed to do. */
export type WebSettings = {
  /** Where the outside sees this server, e.g. `http://127.0.0.1:8080`. */
  readonly publicUrl: URL | string
  readonly host: string
  readonly port: number
  /** Seats may be taken, and nobody signs in. */
  readonly demo: boolean
  /** Served over https, as the browser sees it. */
  readonly secure: boolean
  /** How many web servers stand in front and add to `X-Forwarded-For`; 0 believes none. */
  readonly trustProxy?: number
  /** Bounds per session; `false` lifts them, for measuring. */
  readonly limits?: false | { readonly inFlight: number; readonly commandsPerSecond: number }
}

/** The clinic's time, which the demo may shift, and the time of the machine; both in ms. */
export type Clock = { now(): number; wall(): number }

/** A person of the demo that a visitor may sit in for. */
export type Seat = {
  readonly seat: string
  readonly id: string
  readonly name: string
  readonly role: string
  readonly roleTitle: string
}

/** Switches by which a visitor of the demo makes steps of any process fail, to see what happens then. */
export type Workshop = {
  /** The processes that have steps. */
  processes(): readonly { readonly name: string; readonly title: string }[]
  steps(process: string): readonly {
    readonly intent: string
    readonly title: string
    readonly kind: string
    readonly times: number
  }[]
  /** Lets a step be struck in this way, so many times that it is tried or asked for. */
  turn(process: string, intent: string, kind: string, times: number): void
}

/** What only the demo has: seats to sit in, and a clock that can be held or hurried. */
export type Demo = {
  seats(): Promise<readonly Seat[]>
  /** How its clock runs, and what can be done with it; without it, it runs as any clock does. */
  strip?(): {
    readonly running: boolean
    readonly faster: boolean
    readonly controls: readonly { readonly action: string; readonly title: string }[]
  }
  readonly workshop?: Workshop
  /** Does one of the controls. */
  control?(action: string): Promise<void> | void
  /** What the last check of the log found, once there was one. */
  books?(): CheckedBooks | undefined
}

/** A check of the whole log: how many events it read, how many things were out of place, and when (ms). */
export type CheckedBooks = {
  readonly events: number
  readonly breaches: number
  readonly at: number
}

/** Whether the server can do its work, and figures for whoever watches over it. */
export type Health = {
  readonly ready: boolean
  readonly facts: Readonly<Record<string, unknown>>
}

/** What `createApp` is given. */
export type Parts = {
  readonly registry: Registry
  readonly store: Store
  readonly settings: WebSettings
  readonly views: Views
  readonly clock: Clock
  readonly log: Logger
  readonly demo?: Demo
  /** Messages as mail, for pages that show them. */
  readonly letters?: Letters
  /** Where people pay online; without it they cannot. */
  readonly payments?: Payments
  /** What others than people ask of this server, such as a bank that calls; answered before any page. */
  readonly beside?: RequestHandler
  /** How people sign in; without it, as in the demo, nobody does. */
  readonly access?: Access
  health?(): Promise<Health>
  /** Ends what would be answered for ever, so that the server can stop. */
  readonly stopping?: AbortSignal
}

/** The parts, and what was prepared from them once for all requests. */
export type Site = Parts & {
  readonly map: SiteMap
  readonly directory: Directory
  readonly things: Things
  readonly changes: Changes
}

/** Who looks: the actor as the domain knows them, and how pages speak of them. */
export type Viewer = {
  readonly actor: Actor
  readonly name: string
  readonly roleTitle: string
  readonly kind: 'patient' | 'staff'
  readonly seat: string | undefined
  /** All that they may work as; one of them is the actor's. */
  readonly roles?: readonly string[]
}

/** By what a request is known: the session of a browser, and what tells one browser from another. */
export type Recognised = {
  readonly session: Session | undefined
  /** The session's id, or that of a visitor who has none. */
  readonly browser: string
  /** A program acts, by a token that somebody made for it. */
  readonly machine: boolean
  /** The token that a browser is given with this answer, to be told apart by. */
  readonly fresh?: string
}

/** Who looks, or why nobody may. */
export type Presence =
  | { readonly kind: 'present'; readonly viewer: Viewer; readonly recognised: Recognised }
  | { readonly kind: 'set-up'; readonly viewer: Viewer; readonly recognised: Recognised }
  | { readonly kind: 'closed' }
