import { documentTable } from '#kernel/document.ts'
import { categoryOf } from '#kernel/event.ts'
import type { Registry } from '#kernel/registry.ts'
import { documentPlace, rowWrite, type StoredDocument } from '#worker/documents.ts'
import { namedTables, tableName } from '#worker/project.ts'
import { type Models, tableSql } from './read-models.ts'

/** The physical names of the documents' reading sides. */
export function documentTables({ documents }: Registry): ReadonlyMap<string, string> {
  return new Map(documents.map((kind) => [kind.tableName, tableName(kind.tableName, kind.version)]))
}

/** What an older copy of the file may still hold of somebody who was erased since. */
function forgetErased({ db }: Models, tables: Iterable<string>): void {
  for (const table of ['documents', ...tables])
    db.exec(`DELETE FROM ${table} WHERE person IN (SELECT person FROM erased)`)
}

/** Makes the reading sides that are new or have a new version, from the stored documents. */
export function bringUpDocuments(models: Models): void {
  const { db, registry, vault } = models
  const names = documentTables(registry)
  const has = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`)
  for (const kind of registry.documents) {
    const physical = names.get(kind.tableName) ?? ''
    if (has.get(physical)) continue
    db.transaction(() => {
      for (const sql of tableSql(physical, physical, documentTable(kind))) db.exec(sql)
      const stored = db.prepare('SELECT * FROM documents').all() as StoredDocument[]
      for (const one of stored.filter(({ stream }) => categoryOf(stream) === kind.category)) {
        const plain = vault.unseal(one.person, documentPlace(one), one.sealed)
        // Whose key is destroyed is erased: nothing of theirs is read any more.
        if (plain === null) continue
        const { sql, args } = rowWrite(kind, one, JSON.parse(plain))
        db.prepare(namedTables(sql, (name) => names.get(name))).run(...args)
      }
    }).immediate()
  }
  forgetErased(models, names.values())
}
