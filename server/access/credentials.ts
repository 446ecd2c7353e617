import type { Box } from './box.ts'
import type { AccessDatabase } from './database.ts'
import { acceptedCounter } from './one-time-codes.ts'
import type { Passwords } from './passwords.ts'

/** How somebody can prove who they are. */
export type Factors = {
  readonly password: boolean
  readonly codes: boolean
  readonly passkeys: number
  readonly recoveryCodes: number
}

export type Credentials = {
  /** Keeps a new password. Whether it is a good one is for `refusedPassword` to say before. */
  setPassword(person: string, password: string, now: number): Promise<void>
  /** Whether it is theirs; where there is none, or nobody, it takes as long to say no. */
  verifyPassword(person: string | undefined, password: string): Promise<boolean>
  /** Keeps the secret of somebody's authenticator, once a code of it was right; that code is used up. */
  beginCodes(person: string, secret: string, code: string, now: number): boolean
  /** Whether a one-time code is right now; each is taken once. */
  takeCode(person: string, code: string, now: number): boolean
  removeCodes(person: string): void
  /** Whether something besides the password proves who it is: codes or a passkey. */
  hasFactor(person: string): boolean
  factorsOf(person: string): Factors
  /** Whether anybody of these can sign in at all. */
  anyOf(people: readonly string[]): boolean
  /** Makes ten recovery codes, in place of those there were, and returns them this once. */
  makeRecoveryCodes(person: string): readonly string[]
  /** Uses one up. */
  takeRecoveryCode(person: string, code: string, now: number): boolean
  /** Forgets all that somebody could sign in by. */
  forget(person: string): void
}

type Row = {
  readonly password: string | null
  readonly codesSealed: Uint8Array | null
  readonly codesUsed: number
}

const recoveryCodes = 10
// Without letters and digits that look alike.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** `k7fd-9wmx-qp3t`: 12 of 31 letters, 59 bits. */
function recoveryCode(box: Box): string {
  const picked: string[] = []
  while (picked.length < 12) {
    // Bytes beyond the last whole multiple would make some letters likelier.
    for (const byte of box.random(16))
      if (byte < 248 && picked.length < 12) picked.push(letters[byte % letters.length] ?? '')
  }
  return [0, 4, 8].map((from) => picked.slice(from, from + 4).join('')).join('-')
}

const asKept = (typed: string) => typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
const sealedAt = (person: string) => `one-time codes of ${person}`

function createStatements(db: AccessDatabase) {
  return {
    find: db.prepare<[string], Row>(
      `SELECT password, codes_sealed AS "codesSealed", codes_used AS "codesUsed"
       FROM credentials WHERE person = ?`,
    ),
    setPassword: db.prepare(
      `INSERT INTO credentials (person, password, password_at) VALUES (?, ?, ?)
       ON CONFLICT (person) DO UPDATE SET password = excluded.password, password_at = COALESCE(excluded.password_at, password_at)`,
    ),
    setCodes: db.prepare(
      `INSERT INTO credentials (person, codes_sealed, codes_at, codes_used) VALUES (?, ?, ?, ?)
       ON CONFLICT (person) DO UPDATE SET codes_sealed = excluded.codes_sealed,
         codes_at = excluded.codes_at, codes_used = excluded.codes_used`,
    ),
    useCode: db.prepare(
      'UPDATE credentials SET codes_used = ? WHERE person = ? AND codes_used < ?',
    ),
    removeCodes: db.prepare(
      'UPDATE credentials SET codes_sealed = NULL, codes_at = NULL WHERE person = ?',
    ),
    passkeys: db
      .prepare<[string], number>('SELECT COUNT(*) FROM passkeys WHERE person = ?')
      .pluck(),
    addRecovery: db.prepare('INSERT INTO recovery_codes (digest, person) VALUES (?, ?)'),
    clearRecovery: db.prepare('DELETE FROM recovery_codes WHERE person = ?'),
    takeRecovery: db.prepare(
      'UPDATE recovery_codes SET used_at = ? WHERE digest = ? AND person = ? AND used_at IS NULL',
    ),
    countRecovery: db
      .prepare<[string], number>(
        'SELECT COUNT(*) FROM recovery_codes WHERE person = ? AND used_at IS NULL',
      )
      .pluck(),
    forget: [
      'credentials',
      'passkeys',
      'recovery_codes',
      'machine_tokens',
      'held_forms',
      'sessions',
    ].map((table) => db.prepare(`DELETE FROM ${table} WHERE person = ?`)),
  }
}

/** Credentials in web.sqlite: passwords as PHC strings, secrets of authenticators sealed, the rest as digests. */
export function createCredentials(db: AccessDatabase, box: Box, passwords: Passwords): Credentials {
  const sql = createStatements(db)
  const recoveryDigest = (person: string, code: string) =>
    box.keyed(`recovery ${person}`, asKept(code))
  const keepPassword = async (person: string, password: string, now: number | null) => {
    sql.setPassword.run(person, await passwords.hash(password), now)
  }
  const passkeysOf = (person: string) => sql.passkeys.get(person) ?? 0
  const hasFactor = (person: string) =>
    passkeysOf(person) > 0 || (sql.find.get(person)?.codesSealed ?? null) !== null
  return {
    setPassword: keepPassword,
    async verifyPassword(person, password) {
      const kept = person === undefined ? undefined : sql.find.get(person)?.password
      const { ok, raise } = await passwords.verify(kept ?? undefined, password)
      if (raise && person !== undefined) await keepPassword(person, password, null)
      return ok
    },
    beginCodes(person, secret, code, now) {
      const counter = acceptedCounter(secret, code, now)
      if (counter === undefined) return false
      sql.setCodes.run(person, box.seal(sealedAt(person), secret), now, counter)
      return true
    },
    takeCode(person, code, now) {
      const row = sql.find.get(person)
      if (!row?.codesSealed) return false
      const counter = acceptedCounter(box.open(sealedAt(person), row.codesSealed), code, now)
      return counter !== undefined && sql.useCode.run(counter, person, counter).changes === 1
    },
    removeCodes: (person) => void sql.removeCodes.run(person),
    hasFactor,
    factorsOf: (person) => {
      const row = sql.find.get(person)
      return {
        password: (row?.password ?? null) !== null,
        codes: (row?.codesSealed ?? null) !== null,
        passkeys: passkeysOf(person),
        recoveryCodes: sql.countRecovery.get(person) ?? 0,
      }
    },
    anyOf: (people) =>
      people.some((person) => passkeysOf(person) > 0 || Boolean(sql.find.get(person)?.password)),
    makeRecoveryCodes(person) {
      const codes = Array.from({ length: recoveryCodes }, () => recoveryCode(box))
      db.transaction(() => {
        sql.clearRecovery.run(person)
        for (const code of codes) sql.addRecovery.run(recoveryDigest(person, code), person)
      }).immediate()
      return codes
    },
    takeRecoveryCode: (person, code, now) =>
      sql.takeRecovery.run(now, recoveryDigest(person, code), person).changes === 1,
    forget: db.transaction((person: string) => {
      for (const statement of sql.forget) statement.run(person)
    }),
  }
}
