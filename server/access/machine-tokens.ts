import { randomUUID } from 'node:crypto'
import type { Box } from './box.ts'
import type { AccessDatabase } from './database.ts'

/** A token by which a program acts for somebody, in one role. */
export type MachineToken = {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly role: string
  /** In ms. */
  readonly madeAt: number
  readonly usedAt: number | null
}

export type MachineTokens = {
  /** The token is told this once. */
  make(person: string, name: string, role: string, now: number): string
  find(token: string, now: number): MachineToken | undefined
  list(person: string): readonly MachineToken[]
  /** False where it is not this person's, or there is none. */
  revoke(person: string, id: string): boolean
}

const columns = 'id, person, name, role, made_at AS "madeAt", used_at AS "usedAt"'
const notedEveryMs = 60_000

/** Tokens of machines in web.sqlite, as SHA-256. */
export function createMachineTokens(db: AccessDatabase, box: Box): MachineTokens {
  const insert = db.prepare(
    'INSERT INTO machine_tokens (digest, id, person, name, role, made_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const select = db.prepare<[Uint8Array], MachineToken>(
    `SELECT ${columns} FROM machine_tokens WHERE digest = ?`,
  )
  const selectAll = db.prepare<[string], MachineToken>(
    `SELECT ${columns} FROM machine_tokens WHERE person = ? ORDER BY made_at DESC, id`,
  )
  const note = db.prepare('UPDATE machine_tokens SET used_at = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM machine_tokens WHERE person = ? AND id = ?')
  return {
    make(person, name, role, now) {
      const token = `m.${box.token()}`
      insert.run(box.digest(token), randomUUID(), person, name, role, now)
      return token
    },
    find(token, now) {
      const found = select.get(box.digest(token))
      if (found && now - (found.usedAt ?? 0) >= notedEveryMs) note.run(now, found.id)
      return found
    },
    list: (person) => selectAll.all(person),
    revoke: (person, id) => remove.run(person, id).changes === 1,
  }
}
