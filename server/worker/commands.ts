import type { CommandView } from '#kernel/command.ts'
import type { Actor } from '#kernel/event.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import { mapQuery, type Query, row } from '#kernel/query.ts'
import type { CommandRow, StoredOutcome } from './command-row.ts'
import { ask, type Io, tell } from './io.ts'
import type { Work } from './work.ts'

export function viewOf(command: CommandRow): CommandView {
  const { receipt: _, ...outcome } = JSON.parse(command.outcome) as StoredOutcome
  return {
    id: command.id,
    intent: command.intent,
    target: command.target,
    actor: actorOf(command),
    state: command.state === 'sent' ? 'received' : command.state,
    outcome,
    correlation: command.correlation,
    step: command.step,
    attempt: command.attempt,
    first: command.first,
    last: command.last,
    receivedAt: command.received_at,
    settledAt: command.settled_at,
  }
}

export function actorOf(command: Pick<CommandRow, 'actor' | 'role' | 'on_behalf_of'>): Actor {
  return { id: command.actor, role: command.role, onBehalfOf: command.on_behalf_of }
}

export function commandById(id: string): Query<CommandRow | undefined> {
  return row<CommandRow>('SELECT * FROM commands WHERE id = ?', id)
}

/** A command by id, as pages see it. */
export function commandView(id: string): Query<CommandView | undefined> {
  return mapQuery(commandById(id), (found) => found && viewOf(found))
}

/** Writes a command's row when it is first seen. */
export function* insertCommand(command: CommandRow): Io<void> {
  yield* tell(
    `INSERT INTO commands (id, content_hash, intent, target, person, actor, role, on_behalf_of, data, sealed, state,
      outcome, first, last, correlation, causation, process, step, attempt, received_at, settled_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    command.id,
    command.content_hash,
    command.intent,
    command.target,
    command.person,
    command.actor,
    command.role,
    command.on_behalf_of,
    command.data,
    command.sealed,
    command.state,
    command.outcome,
    command.first,
    command.last,
    command.correlation,
    command.causation,
    command.process,
    command.step,
    command.attempt,
    command.received_at,
    command.settled_at,
  )
}

/** Writes a command's new state; what it was to do is no longer needed in the row. */
export function* updateCommand(command: CommandRow): Io<void> {
  yield* tell(
    `UPDATE commands SET state = ?, outcome = ?, first = ?, last = ?, settled_at = ?, data = NULL, sealed = NULL WHERE id = ?`,
    command.state,
    command.outcome,
    command.first,
    command.last,
    command.settled_at,
    command.id,
  )
}

/** A form's values, the personal ones apart, without what belongs in a document alone. */
export function splitForm(
  intent: AnyIntent,
  data: object,
): { readonly plain: object; readonly personal: object | null } {
  const fields = intent.fields as Record<
    string,
    { readonly personal: boolean; readonly unlogged?: true } | undefined
  >
  const entries = Object.entries(data).filter(([name]) => !fields[name]?.unlogged)
  const isSealed = ([name, value]: [string, unknown]) =>
    fields[name]?.personal && value !== '' && value !== null
  const personal = entries.filter(isSealed)
  return {
    plain: Object.fromEntries(entries.filter((entry) => !isSealed(entry))),
    personal: personal.length > 0 ? Object.fromEntries(personal) : null,
  }
}

/** The intent of that name. Throws for a name that no module declares. */
export function intentNamed(work: Work, name: string): AnyIntent {
  const intent = work.registry.intents.get(name)
  if (!intent) throw new Error(`There is no intent called ${name}`)
  return intent
}

/** The same content has the same digest: over intent, target and values. */
export function contentHash(
  work: Work,
  person: string | null,
  command: { readonly intent: string; readonly target: string; readonly data: object },
): Uint8Array {
  return work.vault.digest(person, JSON.stringify([command.intent, command.target, command.data]))
}

export function* findCommand(id: string): Io<CommandRow | undefined> {
  return yield* ask(commandById(id))
}
