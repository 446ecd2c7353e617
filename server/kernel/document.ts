import type { Table } from './projection.ts'
import type { Value } from './query.ts'

/**
 * A kind of document: something of which only what is so now is kept, and is edited in place. It is stored
 * sealed under its person's key; `table` is its reading side, in the clear, made anew from the stored
 * documents and never from the log. Each change leaves a notice, an event on `<category>-<person>` whose
 * description names the field that is the document (`keeps`); that field is never logged. Nothing is left
 * of it once the person is erased.
 */
export type DocumentKind<Content> = {
  readonly category: string
  /** Goes up when the table's columns change. */
  readonly version: number
  readonly tableName: string
  /** Beside these it has `person`, which is its key, `version`, `changed_at` (ms) and `changed_by`. */
  readonly columns: Table['columns']
  readonly indexes?: Table['indexes']
  row(content: Content): Readonly<Record<string, Value>>
}

/** A kind of document whose content is not known here. */
export type AnyDocumentKind = Omit<DocumentKind<unknown>, 'row'> & {
  row(content: unknown): Readonly<Record<string, Value>>
}

/** Forgets a document's type, for registries. */
export function anyDocument<Content>(known: DocumentKind<Content>): AnyDocumentKind {
  return known as unknown as AnyDocumentKind
}

/** The whole table of a kind's reading side. */
export function documentTable({ columns, indexes }: AnyDocumentKind): Table {
  const about = {
    person: 'text',
    version: 'integer',
    changed_at: 'integer',
    changed_by: 'text',
  } as const
  return { columns: { ...about, ...columns }, key: ['person'], ...(indexes ? { indexes } : {}) }
}
