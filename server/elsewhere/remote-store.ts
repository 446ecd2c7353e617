import { setTimeout as pause } from 'node:timers/promises'
import type { CommandView, NewCommand, StepAnswer, Submission } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Query, Row } from '#kernel/query.ts'
import type { LogQuery, OnCommit, Rehearsal, Store } from '#kernel/store.ts'
import { doorPath } from './protocol.ts'

export type RemoteSettings = {
  /** Where the module's process listens. */
  readonly url: URL
  /** What both were started with. */
  readonly secret: string
  readonly fetch?: typeof globalThis.fetch
}

/** What carrying a step out came to; without an answer it is under way, or cannot be taken now. */
export type CarriedOut = { readonly answer: StepAnswer } | { readonly later: string }

/** The store of a module that lives in another process. */
export type RemoteStore = Store & {
  /** Has a step carried out, or hears again what became of it. */
  carryOut(command: NewCommand, signal: AbortSignal): Promise<CarriedOut>
}

/** Nobody answers there at present, or not as the clinic's own process would. */
export class ModuleUnreachable extends Error {}

const askMs = 15_000
const commitsWaitMs = 25_000
const afterTroubleMs = 1_000

/** Asks the process of a module over HTTP. What it cannot reach it says, and never makes up. */
export function openRemoteStore(settings: RemoteSettings): RemoteStore {
  const { url, secret, fetch = globalThis.fetch } = settings
  const listeners = new Set<OnCommit>()
  const closing = new AbortController()

  async function ask<Answer>(name: string, body: object, signal?: AbortSignal): Promise<Answer> {
    try {
      const response = await fetch(new URL(`${doorPath}/${name}`, url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` },
        body: JSON.stringify(body),
        signal: signal ?? AbortSignal.any([closing.signal, AbortSignal.timeout(askMs)]),
      })
      const answer = (await response.json()) as { readonly answer: Answer; readonly error?: string }
      if (!response.ok) throw new Error(answer.error ?? `it answered ${response.status}`)
      return answer.answer
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      throw new ModuleUnreachable(`${url.host} could not be asked for ${name}: ${words}`, {
        cause: error,
      })
    }
  }

  /** Hears of commits as long as the store is open: asks, and is answered when there is one. */
  async function follow(): Promise<void> {
    let head = 0
    while (!closing.signal.aborted) {
      try {
        const limit = AbortSignal.timeout(2 * commitsWaitMs)
        const signal = AbortSignal.any([closing.signal, limit])
        const now = await ask<number>('commits', { after: head, waitMs: commitsWaitMs }, signal)
        if (now !== head) tell(now)
        head = now
      } catch {
        await pause(afterTroubleMs, undefined, { signal: closing.signal, ref: false }).catch(
          () => undefined,
        )
      }
    }
  }

  function tell(head: number): void {
    for (const listener of listeners) listener(head)
  }

  async function changing<Answer>(asked: Promise<Answer>): Promise<Answer> {
    try {
      return await asked
    } finally {
      // Whatever became of it: who keeps what was read looks again.
      tell(0)
    }
  }

  void follow()
  return {
    async submit(command) {
      try {
        return await changing(ask<Submission>('submit', command))
      } catch (error) {
        if (!(error instanceof ModuleUnreachable)) throw error
        return { kind: 'unknown', id: command.id }
      }
    },
    carryOut: (command, signal) => changing(ask<CarriedOut>('carry-out', command, signal)),
    rehearse: (command) => ask<Rehearsal>('rehearse', command),
    command: (id, waitMs = 0) => optional<CommandView>(ask('command', { id, waitMs })),
    stream: (id, after = 0) => ask<readonly Envelope[]>('stream', { id, after }),
    async personOf(stream) {
      const { found, person } = await ask<Found>('person-of', { stream })
      return found ? person : undefined
    },
    log: (query: LogQuery) => ask<readonly Envelope[]>('log', query),
    positionAt: (time) => ask<number>('position-at', { time }),
    head: () => ask<number>('head', {}),
    reached: (projection, position, ms) => ask<boolean>('reached', { projection, position, ms }),
    async query<Answer>({ sql, args, answer }: Query<Answer>): Promise<Answer> {
      return answer(await ask<readonly Row[]>('query', { sql, args }))
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closing.abort()
    },
  }
}

type Found = { readonly found: boolean; readonly person: string | null }

/** JSON has no `undefined`. */
async function optional<T>(asked: Promise<T | null>): Promise<T | undefined> {
  return (await asked) ?? undefined
}
