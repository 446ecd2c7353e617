import type { Envelope } from './event.ts'
import type { Value } from './query.ts'

/** One statement of a projection; `{orders}` stands for its table `orders` in the version being filled. */
export type Write = { readonly sql: string; readonly args: readonly Value[] }

/** A column: its type, and whether it may be empty. */
export type Column = 'text' | 'integer' | 'bytes' | 'text?' | 'integer?' | 'bytes?'

/** A table as data; the adapter writes its DDL. A breach of `unique` or `checks` is named by its refusal. */
export type Table = {
  readonly columns: Readonly<Record<string, Column>>
  readonly key: readonly string[]
  readonly indexes?: readonly (readonly string[])[]
  readonly unique?: readonly { readonly columns: readonly string[]; readonly refusal: string }[]
  readonly checks?: readonly { readonly sql: string; readonly refusal: string }[]
}

/**
 * A read model, folded from events. `guard` models may refuse a command by a breached constraint,
 * `inline` ones are written in the command's transaction, `async` ones soon after. They read no clock,
 * no other model's tables, and send nothing, so that they can be rebuilt from the log alone.
 */
export type Projection = {
  readonly name: string
  readonly version: number
  readonly mode: 'guard' | 'inline' | 'async'
  readonly types: readonly string[]
  readonly tables: Readonly<Record<string, Table>>
  apply(event: Envelope): readonly Write[]
}

/** States a projection. */
export function projection(definition: Projection): Projection {
  return definition
}

/** One write. */
export function write(sql: string, ...args: Value[]): Write {
  return { sql, args }
}
