import type { AnyDocumentKind } from '#kernel/document.ts'
import {
  categoryOf,
  type DomainEvent,
  type Envelope,
  type EventDescription,
  idOf,
  streamOf,
} from '#kernel/event.ts'
import type { Value } from '#kernel/query.ts'
import { type Io, tell } from './io.ts'
import type { Work } from './work.ts'

/** A document as it is stored. */
export type StoredDocument = {
  readonly stream: string
  readonly person: string
  readonly version: number
  readonly sealed: Uint8Array
  readonly changed_at: number
  readonly changed_by: string
}

/** Where a document's sealed bytes belong: they open nowhere else. */
export function documentPlace(document: {
  readonly stream: string
  readonly version: number
}): string {
  return `${document.stream}:document:${document.version}`
}

/** An event without the document that it carries: only what is left may be logged. */
export function withoutDocument(event: DomainEvent, { keeps }: EventDescription): DomainEvent {
  if (keeps === undefined) return event
  const { [keeps]: _, ...data } = event.data as Record<string, unknown>
  return { type: event.type, data }
}

/** The write of a document's row on its reading side. `{table}` stands for the table in use. */
export function rowWrite(
  kind: AnyDocumentKind,
  document: Omit<StoredDocument, 'sealed'>,
  content: unknown,
): { readonly sql: string; readonly args: readonly Value[] } {
  const { person, version, changed_at, changed_by } = document
  const row = { person, version, changed_at, changed_by, ...kind.row(content) }
  const names = Object.keys(row)
  const marks = names.map(() => '?').join(', ')
  return {
    sql: `INSERT OR REPLACE INTO {${kind.tableName}} (${names.join(', ')}) VALUES (${marks})`,
    args: Object.values(row),
  }
}

const store = `INSERT INTO documents (stream, person, version, sealed, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (stream) DO UPDATE SET version = excluded.version, sealed = excluded.sealed,
    changed_at = excluded.changed_at, changed_by = excluded.changed_by`

/** Puts the document that an event carries in the place of the one before, in the event's transaction. */
function* keep(work: Work, kind: AnyDocumentKind, event: Envelope, content: unknown): Io<void> {
  const { stream, version, at, actor } = event
  const person = idOf(stream)
  const about = { stream, person, version, changed_at: at, changed_by: actor }
  const sealed = work.vault.seal(person, documentPlace(about), JSON.stringify(content))
  yield* tell(store, stream, person, version, sealed, at, actor)
  const { sql, args } = rowWrite(kind, about, content)
  yield* tell(sql, ...args)
}

function* remove(kind: AnyDocumentKind, person: string): Io<void> {
  yield* tell('DELETE FROM documents WHERE stream = ?', streamOf(kind.category, person))
  yield* tell(`DELETE FROM {${kind.tableName}} WHERE person = ?`, person)
}

/** Does what an event means for documents: keeps the one it carries, and none of somebody who is erased. */
export function* keepDocuments(work: Work, event: Envelope, carried: DomainEvent): Io<void> {
  const { documents, events, erases } = work.registry
  if (erases(event.type)) for (const kind of documents) yield* remove(kind, idOf(event.stream))
  const keeps = events.get(event.type)?.keeps
  if (keeps === undefined) return
  const kind = documents.find(({ category }) => category === categoryOf(event.stream))
  if (!kind)
    throw new Error(`${event.type} carries a document, but none is kept of ${event.stream}`)
  yield* keep(work, kind, event, (carried.data as Record<string, unknown>)[keeps])
}
