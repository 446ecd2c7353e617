import { timingSafeEqual } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import { isFinal, type NewCommand, type StepAnswer } from '#kernel/command.ts'
import { type Query, row } from '#kernel/query.ts'
import { moduleOf, type Registry } from '#kernel/registry.ts'
import type { LogQuery, Store } from '#kernel/store.ts'
import { type AskedQuery, doorPath, type Rows } from './protocol.ts'
import type { CarriedOut } from './remote-store.ts'
import { modulesOf, tableHomes } from './tables.ts'

export type Door = {
  readonly registry: Registry
  readonly store: Store
  /** The modules that are carried out here; what is not theirs is not answered. */
  readonly here: readonly string[]
  readonly secret: string
}

const bodyMax = '256kb'
// Shorter than whoever asks waits, so that they hear that it is still under way.
const answerWaitMs = 5_000
const waitMax = 30_000

/** Somebody asked for what is not here, or in words that are not ours. */
class NotHere extends Error {}

type Answering = (body: never) => Promise<unknown>

/**
 * What a module's process answers to the other processes of the clinic. Only to them: whoever cannot show
 * the secret learns nothing, not even that there is such a door.
 */
export function moduleDoor(door: Door): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use((request: Request, response: Response, next) => {
    if (isSecret(door.secret, request.headers.authorization ?? '')) next()
    else response.status(404).end()
  })
  app.use(express.json({ limit: bodyMax }))
  for (const [name, answer] of Object.entries(answersOf(door))) {
    app.post(`${doorPath}/${name}`, async (request: Request, response: Response) => {
      try {
        response.json({ answer: (await answer(request.body as never)) ?? null })
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error)
        response.status(error instanceof NotHere ? 404 : 500).json({ error: words })
      }
    })
  }
  return app
}

function answersOf({ registry, store, here }: Door): Readonly<Record<string, Answering>> {
  const tables = tableHomes(registry)
  const mustBeHere = ({ target }: NewCommand) => {
    const module = moduleOf(registry, target)
    if (!module || !here.includes(module)) throw new NotHere(`${target} is not carried out here`)
  }
  return {
    async submit(command: NewCommand) {
      mustBeHere(command)
      return store.submit(command)
    },
    async 'carry-out'(command: NewCommand) {
      mustBeHere(command)
      return carryOut(store, command)
    },
    async rehearse(command: NewCommand) {
      mustBeHere(command)
      return store.rehearse(command)
    },
    command: ({ id, waitMs }: { id: string; waitMs: number }) =>
      store.command(id, Math.min(waitMs, waitMax)),
    stream: ({ id, after }: { id: string; after: number }) => store.stream(id, after),
    async 'person-of'({ stream }: { stream: string }) {
      const person = await store.personOf(stream)
      return { found: person !== undefined, person: person ?? null }
    },
    log: (query: LogQuery) => store.log(query),
    'position-at': ({ time }: { time: number }) => store.positionAt(time),
    head: () => store.head(),
    reached: ({ projection, position, ms }: { projection: string; position: number; ms: number }) =>
      store.reached(projection, position, Math.min(ms, waitMax)),
    async query(asked: AskedQuery) {
      const modules = [...modulesOf(asked, tables)]
      if (modules.length === 0 || !modules.every((module) => here.includes(module)))
        throw new NotHere('These read models are not here')
      return store.query(rowsOf(asked))
    },
    commits: ({ after, waitMs }: { after: number; waitMs: number }) =>
      nextCommit(store, after, Math.min(waitMs, waitMax)),
  }
}

const rowsOf = ({ sql, args }: AskedQuery): Query<Rows> => ({ sql, args, answer: (found) => found })

async function carryOut(store: Store, command: NewCommand): Promise<CarriedOut> {
  const submission = await store.submit(command)
  if (submission.kind === 'reused') return { answer: failed('The id was used for something else.') }
  if (submission.kind !== 'accepted')
    return { later: `It could not be taken (${submission.kind}).` }
  const first = submission.command
  const view = isFinal(first.state) ? first : await store.command(command.id, answerWaitMs)
  if (!view || !isFinal(view.state)) return { later: 'It is still under way.' }
  // A page never sees the receipt; whoever undoes the step needs it.
  const found = await store.query(
    row<{ state: StepAnswer['state']; outcome: string }>(
      'SELECT state, outcome FROM commands WHERE id = ?',
      command.id,
    ),
  )
  if (!found) return { later: 'It was not found again.' }
  return { answer: { state: found.state, outcome: JSON.parse(found.outcome) } }
}

function failed(error: string): StepAnswer {
  return { state: 'failed', outcome: { error } }
}

/** The head once it is another than this, or as it is when the time is over. */
async function nextCommit(store: Store, after: number, waitMs: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = store.onCommit(() => resolve())
  const limit = setTimeout(resolve, waitMs)
  if ((await store.head()) === after) await promise
  clearTimeout(limit)
  stop()
  return store.head()
}

function isSecret(secret: string, shown: string): boolean {
  const [expected, typed] = [Buffer.from(`Bearer ${secret}`), Buffer.from(shown)]
  return expected.length === typed.length && timingSafeEqual(expected, typed)
}
