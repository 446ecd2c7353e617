import { idOf } from '#kernel/event.ts'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Connection } from '#store/sqlite/connection.ts'
import type { Vault } from '#worker/vault.ts'
import { type AnyCheck, check, type Report } from './check.ts'

/** How both halves of it are told: of the log, and of the keys. */
export const erasedTitle =
  'Nothing of anybody who was erased can be read, and nothing was written of them since'

// That somebody asked, or that something got stuck, is said without anything of theirs.
const isOwn = (stream: string) => /^(?:command|case|process\.)/.test(stream)

/** L8, as far as the log tells: after somebody was erased, nothing is sealed for them or said of what was theirs. */
export function erasedStayErased({ erases }: Registry): AnyCheck {
  return check<Set<string>>({
    id: 'L8',
    title: erasedTitle,
    begin: () => new Set(),
    row(erased, row, report) {
      const { stream, type, sealed_for: sealedFor } = row
      if (sealedFor !== null && erased.has(sealedFor))
        report(row, 'nothing sealed for somebody who was erased', type)
      else if (!isOwn(stream) && erased.has(idOf(stream)))
        report(row, 'nothing about somebody who was erased', type)
      if (erases(type)) erased.add(idOf(stream))
    },
  })
}

/** L8, in the files: the keys of those whom the log says to be erased are gone. */
export function checkKeysGone(
  db: Connection,
  { modules }: Registry,
  vault: Vault,
  report: Report,
): void {
  const types = modules.flatMap(({ erasing }) => erasing ?? [])
  const found = db
    .prepare(
      `SELECT position, stream FROM events WHERE type IN (${types.map(() => '?').join(', ')}) ORDER BY position`,
    )
    .all(...types) as Row[]
  for (const { position, stream } of found) {
    const place = { position: Number(position), stream: String(stream) }
    if (!vault.isDestroyed(idOf(place.stream)))
      report(place, 'a key that is destroyed', 'a key that opens what was sealed')
  }
}
