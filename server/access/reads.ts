import type { AccessDatabase } from './database.ts'

/** That somebody of the clinic looked at what is a person's. */
export type Read = {
  readonly about: string
  readonly reader: string
  readonly role: string
  /** The page's pattern, `/wallets/:id`. */
  readonly what: string
  /** In ms. */
  readonly at: number
}

export type Reads = {
  note(read: Read): void
  /** Who looked, the latest first. */
  about(person: string, limit: number): readonly Read[]
  /** Writes what was noted since. */
  flush(): void
}

const batch = 100

/** Reads in web.sqlite, written a hundred at once or when they are asked for: a page waits for no disk. */
export function createReads(db: AccessDatabase): Reads {
  const insert = db.prepare(
    'INSERT INTO reads (about, reader, role, what, at) VALUES (?, ?, ?, ?, ?)',
  )
  const select = db.prepare<[string, number], Read>(
    'SELECT about, reader, role, what, at FROM reads WHERE about = ? ORDER BY at DESC, number DESC LIMIT ?',
  )
  let noted: Read[] = []
  const flush = () => {
    const all = noted
    noted = []
    if (all.length === 0) return
    db.transaction(() => {
      for (const { about, reader, role, what, at } of all) insert.run(about, reader, role, what, at)
    }).immediate()
  }
  return {
    note(read) {
      noted.push(read)
      if (noted.length >= batch) flush()
    },
    about(person, limit) {
      flush()
      return select.all(person, limit)
    },
    flush,
  }
}
