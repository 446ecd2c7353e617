import { timingSafeEqual } from 'node:crypto'
import { authorise, hangsOnStanding, type Standing, saysForWhom } from '#kernel/authorise.ts'
import type { Foreign } from '#kernel/command.ts'
import type { Actor, DomainEvent } from '#kernel/event.ts'
import type { AnyIntent, Context } from '#kernel/intent.ts'
import { rows } from '#kernel/query.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { actorOf } from './commands.ts'
import { whyClosed } from './erasing.ts'
import { derivedId, timeOfId } from './ids.ts'
import { ask, type Io } from './io.ts'
import type { Carried } from './settle.ts'
import { loadStream } from './streams.ts'
import type { Work } from './work.ts'

type Decision = { readonly events: readonly DomainEvent[]; readonly receipt: object } | Refusal

// Compared without telling by the time it takes how much of it was right.
function isSame(secret: string, text: string): boolean {
  const [expected, typed] = [Buffer.from(secret), Buffer.from(text)]
  return expected.length === typed.length && timingSafeEqual(expected, typed)
}

/** Whose thing a stream is that does not exist yet. */
export function personAtBirth(intent: AnyIntent, data: unknown, target: string): string | null {
  return intent.person?.(data, target) ?? null
}

function* factsOf(
  intent: AnyIntent,
  asking: Parameters<NonNullable<AnyIntent['reads']>>[0],
  foreign: NonNullable<Foreign['facts']>,
): Io<unknown> {
  const queries = Object.entries(intent.reads?.(asking) ?? {})
  const facts: Record<string, unknown> = {}
  for (const [name, query] of queries) {
    const rows = Object.hasOwn(foreign, name) ? foreign[name] : undefined
    facts[name] = rows ? query.answer(rows) : yield* ask(query)
  }
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

/** How the actor stands to whoever it is about: asked anew each time, for a link may have ended. */
function* standingOf(work: Work, actor: Actor, person: string | null, at: number): Io<Standing> {
  if (!hangsOnStanding(actor, person)) return []
  const words: string[] = []
  for (const query of work.registry.standings)
    words.push(...(yield* ask(query({ actor: actor.id, person, at }))))
  return words
}

/** Decides a command: may they, is the form stale, does it fit, and what then happens. Stores nothing. */
export function* decide(
  work: Work,
  intent: AnyIntent,
  { row, data, expectedVersion, foreign }: Carried,
  at: number,
): Io<Decision> {
  const { state, person, version } = yield* loadStream(work, row.target)
  const owner = version === 0 ? personAtBirth(intent, data, row.target) : person
  const actor = actorOf(row)
  const standing = foreign?.standing ?? (yield* standingOf(work, actor, owner, at))
  if (authorise(intent.by, actor, owner, standing) !== 'granted' || !saysForWhom(actor, owner))
    return refuse('forbidden', { intent: intent.name })
  const closed = yield* whyClosed(work, intent, actor, owner)
  if (closed) return closed
  if (yield* isStale(intent, row.target, expectedVersion)) return refuse('changed')
  const process = (name: string) => work.registry.processes.get(name)
  const asking = { target: row.target, person: owner, at, actor, data, process }
  const facts = yield* factsOf(intent, asking, foreign?.facts ?? {})
  const context: Context<unknown> = {
    command: row.id,
    target: row.target,
    person: owner,
    at,
    actor,
    facts,
    id(label) {
      const usual = derivedId(timeOfId(row.id), row.id, label)
      return work.ids?.({ intent: row.intent, target: row.target, label }, usual) ?? usual
    },
    isSecret: (label, text) => isSame(work.vault.secretFor(label), text),
    ...(work.isRehearsal ? { isRehearsal: true } : {}),
  }
  const decision = intent.needs?.(state, context) ?? intent.decide(state, { ...context, data })
  if (isRefusal(decision)) return decision
  return { events: decision, receipt: intent.receipt?.(decision, data) ?? {} }
}
