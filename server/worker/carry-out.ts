import { authorise } from '#kernel/authorise.ts'
import type { CommandView, NewCommand, Submission } from '#kernel/command.ts'
import type { DomainEvent } from '#kernel/event.ts'
import type { AnyIntent, Context } from '#kernel/intent.ts'
import { rows } from '#kernel/query.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { appendTo, loadStream } from './append.ts'
import {
  actorOf,
  type CommandRow,
  commandView,
  contentHash,
  findCommand,
  intentNamed,
  splitForm,
  viewOf,
} from './commands.ts'
import { derivedId, timeOfId } from './ids.ts'
import { ask, type Io, tell } from './io.ts'
import { routeNew, stepSettled } from './processes.ts'
import { isDatabaseTrouble, ProjectionBroke, refusalOfBreach } from './project.ts'
import { appendReceived, type Carried, commandStream, finish, originOf, record } from './settle.ts'
import { placeOf } from './stored.ts'
import { forgetSince, mark, type Work } from './work.ts'

type Decision = { readonly events: readonly DomainEvent[]; readonly receipt: object } | Refusal

/** Whose thing a stream is that does not exist yet. */
function personAtBirth(intent: AnyIntent, data: unknown, target: string): string | null {
  return intent.person?.(data, target) ?? null
}

function* factsOf(
  intent: AnyIntent,
  asking: Parameters<NonNullable<AnyIntent['reads']>>[0],
): Io<unknown> {
  const queries = Object.entries(intent.reads?.(asking) ?? {})
  const facts: Record<string, unknown> = {}
  for (const [name, query] of queries) facts[name] = yield* ask(query)
  return facts
}

function* isStale(intent: AnyIntent, target: string, expected: number | undefined): Io<boolean> {
  if (expected === undefined) return false
  const later = yield* ask(
    rows<{ type: string }>(
      'SELECT type FROM events WHERE stream = ? AND version > ?',
      target,
      expected,
    ),
  )
  return later.some(
    ({ type }) => intent.staleAfter === undefined || intent.staleAfter.includes(type),
  )
}

function* decide(
  work: Work,
  intent: AnyIntent,
  { row, data, expectedVersion }: Carried,
  at: number,
): Io<Decision> {
  const { state, person, version } = yield* loadStream(work, row.target)
  const owner = version === 0 ? personAtBirth(intent, data, row.target) : person
  const actor = actorOf(row)
  if (authorise(intent.by, actor, owner) !== 'granted')
    return refuse('forbidden', { intent: intent.name })
  if (yield* isStale(intent, row.target, expectedVersion)) return refuse('changed')
  const facts = yield* factsOf(intent, { target: row.target, person: owner, at, actor, data })
  const context: Context<unknown> = {
    command: row.id,
    target: row.target,
    person: owner,
    at,
    actor,
    facts,
    id: (label) => derivedId(timeOfId(row.id), row.id, label),
  }
  const decision = intent.needs?.(state, context) ?? intent.decide(state, { ...context, data })
  if (isRefusal(decision)) return decision
  return { events: decision, receipt: intent.receipt?.(decision, data) ?? {} }
}

function* carry(work: Work, carried: Carried): Io<void> {
  const { row, data } = carried
  const intent = intentNamed(work, row.intent)
  const fault = work.fault?.({ intent: row.intent, target: row.target, attempt: row.attempt })
  if (fault) throw new Error(fault)
  const received = yield* appendReceived(work, carried)
  const decision = yield* decide(work, intent, carried, work.memory.head.at)
  if (isRefusal(decision)) {
    const settled = yield* finish(work, carried, received, 'rejected', decision)
    yield* routeNew(work)
    yield* stepSettled(work, settled)
    return
  }
  const owner = personAtBirth(intent, data, row.target)
  yield* appendTo(work, row.target, owner, decision.events, originOf(row, received))
  if (intent.answered === 'by-process') {
    const outcome = JSON.stringify({ receipt: decision.receipt })
    yield* record(work, carried, {
      ...row,
      state: 'in-progress',
      outcome,
      first: received,
      last: work.memory.head.position,
    })
    yield* routeNew(work)
    return
  }
  const settled = yield* finish(work, carried, received, 'succeeded', { receipt: decision.receipt })
  yield* routeNew(work)
  yield* stepSettled(work, settled)
}

function* fail(work: Work, carried: Carried, error: unknown): Io<void> {
  const words = error instanceof Error ? error.message : String(error)
  const received = yield* appendReceived(work, carried)
  const settled = yield* finish(work, carried, received, 'failed', { error: words })
  yield* routeNew(work)
  yield* stepSettled(work, settled)
}

function* refuseBreach(work: Work, carried: Carried, code: string): Io<void> {
  const received = yield* appendReceived(work, carried)
  const settled = yield* finish(work, carried, received, 'rejected', refuse(code))
  yield* routeNew(work)
  yield* stepSettled(work, settled)
}

/**
 * Runs work on the database so that an error leaves nothing of it behind, neither there nor in memory.
 * A read model that breaks stops, and the work is done without it. Trouble of the database as a whole
 * ends the batch instead.
 */
export function* atomically<T>(
  work: Work,
  run: () => Io<T>,
  otherwise: (error: unknown) => Io<T>,
): Io<T> {
  const before = mark(work.memory)
  yield* tell('SAVEPOINT command')
  try {
    const result = yield* run()
    yield* tell('RELEASE command')
    return result
  } catch (error) {
    if (isDatabaseTrouble(error)) throw error
    yield* tell('ROLLBACK TO command')
    yield* tell('RELEASE command')
    forgetSince(work.memory, before)
    if (!(error instanceof ProjectionBroke)) return yield* otherwise(error)
    work.memory.stopped.set(error.projection, error.message)
    return yield* atomically(work, run, otherwise)
  }
}

/** Carries one command out, whatever it does: it ends in a final state, in progress, or failed alone. */
function* carryOut(work: Work, carried: Carried): Io<void> {
  yield* atomically(
    work,
    () => carry(work, carried),
    function* (error) {
      const breach = refusalOfBreach(work, error)
      yield* atomically(
        work,
        () => (breach ? refuseBreach(work, carried, breach) : fail(work, carried, error)),
        // biome-ignore lint/correctness/useYield: it only passes the error on.
        function* (second) {
          throw second
        },
      )
    },
  )
}

/** Takes a person's or a machine's command: deduplicates it, writes it down and carries it out. */
export function* receive(work: Work, command: NewCommand): Io<Submission> {
  const intent = intentNamed(work, command.intent)
  const kept = yield* loadStream(work, command.target)
  const person =
    kept.version === 0 ? personAtBirth(intent, command.data, command.target) : kept.person
  const keyPerson = person ?? (splitForm(intent, command.data).personal ? command.actor.id : null)
  const hash = contentHash(work, keyPerson, command)
  const known = yield* findCommand(command.id)
  if (known) {
    const isSame =
      Buffer.compare(known.content_hash, hash) === 0 && known.actor === command.actor.id
    return isSame ? { kind: 'accepted', command: viewOf(known), again: true } : { kind: 'reused' }
  }
  const row: CommandRow = {
    id: command.id,
    content_hash: hash,
    intent: command.intent,
    target: command.target,
    person: keyPerson,
    actor: command.actor.id,
    role: command.actor.role,
    on_behalf_of: command.actor.onBehalfOf,
    data: null,
    sealed: null,
    state: 'received',
    outcome: '{}',
    first: null,
    last: null,
    correlation: command.id,
    causation: null,
    process: null,
    step: null,
    attempt: 1,
    received_at: Math.max(work.clock(), work.memory.head.at),
    settled_at: null,
  }
  yield* carryOut(work, {
    row,
    data: command.data,
    expectedVersion: command.expectedVersion,
    isNew: true,
  })
  const stored =
    work.memory.settled.at(-1)?.id === command.id
      ? work.memory.settled.at(-1)
      : yield* viewById(command.id)
  if (!stored) throw new Error(`The command ${command.id} was carried out but not stored`)
  return { kind: 'accepted', command: stored, again: false }
}

function* viewById(id: string): Io<CommandView | undefined> {
  return yield* ask(commandView(id))
}

/** Carries out a command that a process sent, if that has not been done yet. */
export function* carryOutSent(work: Work, id: string): Io<void> {
  const row = yield* findCommand(id)
  if (!row || row.state !== 'received') return
  const plain = JSON.parse(row.data ?? '{}') as object
  const place = placeOf({ stream: commandStream(id), version: 0 })
  const sealed = row.sealed && row.person ? work.vault.unseal(row.person, place, row.sealed) : null
  const data = { ...plain, ...(sealed ? (JSON.parse(sealed) as object) : {}) }
  yield* carryOut(work, { row, data, expectedVersion: undefined, isNew: false })
}
