import type { Query } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'

const named = /\{([a-z_]+)\}/g

/** The module of each table of a read model; the kernel's own tables are everybody's. */
export function tableHomes({ modules }: Registry): ReadonlyMap<string, string> {
  return new Map(
    modules.flatMap(({ name, projections }) =>
      projections.flatMap(({ tables }) =>
        Object.keys(tables).map((table) => [table, name] as const),
      ),
    ),
  )
}

/** The modules whose read models a query reads. */
export function modulesOf(
  { sql }: Pick<Query<unknown>, 'sql'>,
  homes: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const tables = [...sql.matchAll(named)].map(([, table = '']) => homes.get(table))
  return new Set(tables.filter((home) => home !== undefined))
}
