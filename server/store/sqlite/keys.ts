import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Vault } from '#worker/vault.ts'
import { PlainError } from './connection.ts'

/** Random bytes: from the machine, or from a seed where equal seeds must give equal logs. */
export type RandomBytes = (count: number) => Uint8Array

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM: nonce, tag and ciphertext in a row, bound to the place where they lie. */
export function encrypt(
  key: Uint8Array,
  nonce: Uint8Array,
  place: string,
  plain: Uint8Array,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place, 'utf8'))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** What `encrypt` made for this place; throws for anything else. */
export function decrypt(key: Uint8Array, place: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(place, 'utf8'))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
}

/** The key that wraps all others, in a file that only its owner may read; made at the first start. */
export function masterKey(file: string, random: RandomBytes): Uint8Array {
  if (!existsSync(file)) {
    writeFileSync(file, `${Buffer.from(random(32)).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== 32)
    throw new PlainError(
      `The master key in ${file} is damaged. Put the saved one back; nothing was changed.`,
    )
  return key
}

/** Makes the secrets of mailed links from their labels, as `Vault.secretFor` promises. */
export function secretsUnder(master: Uint8Array): (label: string) => string {
  return (label) =>
    createHmac('sha256', master).update(`secret:${label}`, 'utf8').digest('base64url')
}

export type KeyFile = {
  readonly vault: Vault
  /** Whose keys were destroyed. */
  destroyed(): readonly string[]
  close(): void
}

const schema = `CREATE TABLE IF NOT EXISTS keys (
  person TEXT PRIMARY KEY,
  wrapped BLOB,
  destroyed_at INTEGER
) STRICT, WITHOUT ROWID`

const gone = 'SELECT person FROM keys WHERE wrapped IS NULL'

type KeyRow = { readonly wrapped: Uint8Array | null }

function openKeyDatabase(file: string, isReader: boolean): Database.Database {
  if (isReader) return new Database(file, { readonly: true })
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('secure_delete = ON')
  db.exec(schema)
  return db
}

const writing = (db: Database.Database) => ({
  insert: db.prepare('INSERT INTO keys (person, wrapped, destroyed_at) VALUES (?, ?, NULL)'),
  destroy: db.prepare(
    `INSERT INTO keys (person, wrapped, destroyed_at) VALUES (?, NULL, ?) ON CONFLICT (person)
     DO UPDATE SET wrapped = NULL, destroyed_at = COALESCE(destroyed_at, excluded.destroyed_at)`,
  ),
})

/**
 * A key per person in a file apart from the log, each wrapped by the master key (AES-256-GCM). A destroyed
 * key leaves a row without its bytes, so that it is never made again.
 */
export function openKeys(
  file: string,
  master: Uint8Array,
  random: RandomBytes,
  mode: 'writer' | 'reader',
): KeyFile {
  const db = openKeyDatabase(file, mode === 'reader')
  const select = db.prepare<[string], KeyRow>('SELECT wrapped FROM keys WHERE person = ?')
  const writes = mode === 'writer' ? writing(db) : undefined
  const change = db.prepare<[], number>('PRAGMA data_version').pluck()
  const known = new Map<string, Uint8Array>()
  const fresh = new Map<string, Uint8Array>()
  let seen = change.get()

  /** A key that another connection destroyed must not live on in here. Only the writer destroys any. */
  function forgetIfChanged(): void {
    if (writes) return
    const now = change.get()
    if (now !== seen) known.clear()
    seen = now
  }

  function keyOf(person: string): Uint8Array | null | undefined {
    forgetIfChanged()
    const kept = known.get(person) ?? fresh.get(person)
    if (kept) return kept
    const found = select.get(person)
    if (!found) return undefined
    if (found.wrapped === null) return null
    const key = decrypt(master, `key:${person}`, found.wrapped)
    known.set(person, key)
    return key
  }

  function keyFor(person: string): Uint8Array {
    const key = keyOf(person)
    if (key === null)
      throw new Error(`The key of ${person} was destroyed, so nothing more can be sealed for them`)
    if (key) return key
    const made = random(32)
    fresh.set(person, made)
    return made
  }

  return {
    vault: {
      seal: (person, place, plain) =>
        encrypt(keyFor(person), random(nonceBytes), place, Buffer.from(plain, 'utf8')),
      unseal(person, place, sealed) {
        const key = keyOf(person)
        return key ? decrypt(key, place, sealed).toString('utf8') : null
      },
      isDestroyed: (person) => keyOf(person) === null,
      destroy(person, at) {
        writes?.destroy.run(person, at)
        known.delete(person)
        fresh.delete(person)
        db.pragma('wal_checkpoint(TRUNCATE)')
      },
      digest: (person, text) =>
        createHmac('sha256', person === null ? Buffer.alloc(32) : keyFor(person))
          .update(text, 'utf8')
          .digest(),
      secretFor: secretsUnder(master),
      flush() {
        if (fresh.size === 0) return
        db.transaction(() => {
          for (const [person, key] of fresh)
            writes?.insert.run(person, encrypt(master, random(nonceBytes), `key:${person}`, key))
        }).immediate()
        for (const [person, key] of fresh) known.set(person, key)
        fresh.clear()
      },
      discard: () => fresh.clear(),
    },
    destroyed: () => db.prepare<[], string>(gone).pluck().all(),
    close: () => db.close(),
  }
}
