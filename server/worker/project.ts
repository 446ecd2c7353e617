import type { Envelope } from '#kernel/event.ts'
import type { Projection, Write } from '#kernel/projection.ts'
import { type Io, tell } from './io.ts'
import type { Work } from './work.ts'

/** The name a projection's table has in the database: `orders_v1`. */
export function tableName(table: string, version: number, suffix = ''): string {
  return `${table}_v${version}${suffix}`
}

/** Replaces `{orders}` by what `nameOf` says; other braces stay. */
export function namedTables(sql: string, nameOf: (table: string) => string | undefined): string {
  return sql.replace(/\{([a-z_]+)\}/g, (whole, table: string) => nameOf(table) ?? whole)
}

/** An inline read model threw: it must stop, and the command be carried out again without it. */
export class ProjectionBroke extends Error {
  readonly projection: string

  constructor(projection: string, cause: unknown) {
    super(
      `The read model ${projection} broke: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
    this.projection = projection
  }
}

const resolved = new WeakMap<Projection, Map<string, string>>()

function ownSql(projection: Projection, sql: string): string {
  const known = resolved.get(projection) ?? new Map<string, string>()
  resolved.set(projection, known)
  const found = known.get(sql)
  if (found !== undefined) return found
  const named = namedTables(sql, (table) =>
    Object.hasOwn(projection.tables, table) ? tableName(table, projection.version) : undefined,
  )
  known.set(sql, named)
  return named
}

function* writeAll(projection: Projection, writes: readonly Write[]): Io<void> {
  for (const { sql, args } of writes) yield* tell(ownSql(projection, sql), ...args)
}

/**
 * Writes the read models that pages and guards need at once. A guard's breach reaches the caller as the
 * database's error; a fault in any other model stops that model alone.
 */
export function* project(work: Work, event: Envelope): Io<void> {
  for (const projection of work.registry.projectionsFor(event.type)) {
    if (projection.mode === 'async' || work.memory.stopped.has(projection.name)) continue
    if (projection.mode === 'guard') {
      yield* writeAll(projection, projection.apply(event))
      continue
    }
    try {
      yield* writeAll(projection, projection.apply(event))
    } catch (error) {
      if (isDatabaseTrouble(error)) throw error
      throw new ProjectionBroke(projection.name, error)
    }
  }
}

/** Errors of the database as a whole rather than of one statement: full, input/output, broken file, busy. */
export function isDatabaseTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return (
    typeof code === 'string' &&
    /^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|BUSY|NOMEM|READONLY|CANTOPEN)/.test(code)
  )
}

/** The refusal that a guard's declaration gives to a breached constraint, if the error is one. */
export function refusalOfBreach(work: Work, error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code !== 'string' || !code.startsWith('SQLITE_CONSTRAINT')) return undefined
  const text = String(message)
  for (const projection of work.registry.projections.filter(({ mode }) => mode === 'guard')) {
    for (const [name, table] of Object.entries(projection.tables)) {
      const own = tableName(name, projection.version)
      const unique = table.unique?.find(({ columns }) =>
        text.includes(columns.map((column) => `${own}.${column}`).join(', ')),
      )
      const check = table.checks?.find(({ refusal }) =>
        text.includes(`${own}_${refusal.replaceAll('-', '_')}`),
      )
      const found = unique?.refusal ?? check?.refusal
      if (found) return found
    }
  }
  return undefined
}
