import type { Envelope } from '#kernel/event.ts'
import type { Query, Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'

/**
 * The rows that read models answered with, for as long as nothing was committed that those are folded from.
 * Commands that come close together lead to the same questions about the clinic and its people.
 */
export type RowsKept = {
  /** The rows as they were found before, or as `read` finds them now. */
  rowsOf(query: Query<unknown>, read: () => readonly Row[]): readonly Row[]
  /** Forgets what these events may change; everything, where they are not known. */
  committed(events: readonly Envelope[] | undefined): void
}

type Kept = { readonly rows: readonly Row[]; readonly age: number }

const keptMax = 2_000
const rowsMax = 50
// A table that no read model declares may change with every commit.
const otherTable = /\b(?:FROM|JOIN)\s+\w|\b(?:events|streams|commands|timers|outbox|checkpoints)\b/i

/** Keeps short answers of the models that are written with the commands. */
export function keepRows(registry: Registry): RowsKept {
  const modelOf = new Map(
    registry.projections.flatMap((projection) =>
      Object.keys(projection.tables).map((table) => [table, projection] as const),
    ),
  )
  const ages = new Map(registry.projections.map(({ name }) => [name, 0]))
  const modelsOfSql = new Map<string, readonly string[]>()
  const kept = new Map<string, Kept>()

  /** The models that a statement asks; none where its answer cannot be kept. */
  function modelsOf(sql: string): readonly string[] {
    const known = modelsOfSql.get(sql)
    if (known) return known
    const asked = Array.from(sql.matchAll(/\{([a-z_]+)\}/g), ([, table = '']) => modelOf.get(table))
    const canBeKept =
      !otherTable.test(sql) && asked.every((model) => model && model.mode !== 'async')
    const models = canBeKept ? asked.flatMap((model) => model?.name ?? []) : []
    if (modelsOfSql.size >= keptMax) modelsOfSql.clear()
    modelsOfSql.set(sql, models)
    return models
  }

  // Ages only grow, so that their sum is the same only where each of them is.
  const ageOf = (models: readonly string[]) =>
    models.reduce((sum, model) => sum + (ages.get(model) ?? 0), 0)
  const grow = (model: string) => ages.set(model, (ages.get(model) ?? 0) + 1)

  return {
    rowsOf({ sql, args }, read) {
      const models = modelsOf(sql)
      if (models.length === 0) return read()
      const age = ageOf(models)
      const key = `${sql}\n${JSON.stringify(args)}`
      const before = kept.get(key)
      if (before?.age === age) return before.rows
      const rows = read()
      if (kept.size >= keptMax) kept.clear()
      if (rows.length <= rowsMax) kept.set(key, { rows, age })
      return rows
    },
    committed(events) {
      if (events) {
        for (const { type } of events)
          for (const { name } of registry.projectionsFor(type)) grow(name)
        return
      }
      kept.clear()
      for (const { name } of registry.projections) grow(name)
    },
  }
}
