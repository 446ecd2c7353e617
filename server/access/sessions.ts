import { randomUUID } from 'node:crypto'
import type { Box } from './box.ts'
import type { AccessDatabase } from './database.ts'

/**
 * `code`: the password was right, the one-time code is still to come. `enrol`: staff who have no second
 * factor yet and can do nothing but set one up. `full`: signed in.
 */
export type Level = 'code' | 'enrol' | 'full'

export type Session = {
  readonly id: string
  readonly person: string
  readonly kind: 'staff' | 'patient'
  /** The one that is worked in now. */
  readonly role: string
  readonly level: Level
  /** What the browser says it is: "Firefox on Linux". */
  readonly device: string
  /** All in ms by the wall clock. */
  readonly begunAt: number
  readonly seenAt: number
  /** When a factor was last shown. */
  readonly provenAt: number
}

export type NewSession = Pick<Session, 'person' | 'kind' | 'role' | 'level' | 'device'>

/** A session together with the token that the browser is given; it is stored nowhere. */
export type Begun = { readonly token: string; readonly session: Session }

export type Sessions = {
  /** Signs somebody in. */
  begin(made: NewSession, now: number): Begun
  /** The session of a token, if it has not ended; `isActive` says that somebody is there, unlike polling. */
  find(token: string, now: number, isActive: boolean): Session | undefined
  /** Whose session a token was, be it over: for a form that came too late. */
  whose(token: string): string | undefined
  /** Ends a session and goes on with it under a new token: after a step up, a code, a change of role. */
  renew(
    id: string,
    change: Partial<Pick<Session, 'role' | 'level' | 'provenAt'>>,
    now: number,
  ): Begun
  end(id: string, now: number): void
  /** Ends all of a person's, but for one. */
  endAll(person: string, now: number, except?: string): void
  /** A person's that have not ended, the last used first. */
  list(person: string, now: number): readonly Session[]
  /** Forgets those that ended a day ago or longer. */
  sweep(now: number): void
}

const minute = 60_000
/** How long a session may rest, and how long it may last at all, in ms. */
const bounds = {
  staff: { idleMs: 30 * minute, mostMs: 12 * 60 * minute },
  patient: { idleMs: 60 * minute, mostMs: 24 * 60 * minute },
  // A screen that collects orders and does nothing else: it may stand there unused over a holiday.
  kiosk: { idleMs: 30 * 24 * 60 * minute, mostMs: 90 * 24 * 60 * minute },
} as const
const codeMs = 5 * minute
const keptMs = 24 * 60 * minute
// A row is written at most so often for being seen: a page with ten requests is one visit.
const seenEveryMs = 30_000

const columns = `id, person, kind, role, level, device, begun_at AS "begunAt", seen_at AS "seenAt",
  proven_at AS "provenAt"`

/** Whether a session is still good at this time. */
export function isAlive({ kind, role, level, begunAt, seenAt }: Session, now: number): boolean {
  const { idleMs, mostMs } = bounds[role === 'kiosk' ? role : kind]
  if (level === 'code') return now < begunAt + codeMs
  return now < seenAt + idleMs && now < begunAt + mostMs
}

/** Sessions in web.sqlite. A token is looked up by its SHA-256, so a copy of the file signs nobody in. */
export function createSessions(db: AccessDatabase, box: Box): Sessions {
  const insert = db.prepare(
    `INSERT INTO sessions (digest, id, person, kind, role, level, device, begun_at, seen_at, proven_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const select = db.prepare<[Uint8Array], Session>(
    `SELECT ${columns} FROM sessions WHERE digest = ? AND ended_at IS NULL`,
  )
  const selectById = db.prepare<[string], Session>(
    `SELECT ${columns} FROM sessions WHERE id = ? AND ended_at IS NULL`,
  )
  const selectPerson = db
    .prepare<[Uint8Array], string>('SELECT person FROM sessions WHERE digest = ?')
    .pluck()
  const selectAll = db.prepare<[string], Session>(
    `SELECT ${columns} FROM sessions WHERE person = ? AND ended_at IS NULL ORDER BY seen_at DESC, id`,
  )
  const see = db.prepare('UPDATE sessions SET seen_at = ? WHERE id = ?')
  const end = db.prepare('UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL')
  const endAll = db.prepare(
    'UPDATE sessions SET ended_at = ? WHERE person = ? AND id <> ? AND ended_at IS NULL',
  )
  const sweep = db.prepare(
    `DELETE FROM sessions WHERE ended_at < ? OR (begun_at < ? AND role <> 'kiosk') OR begun_at < ?`,
  )

  function store(session: Session): Begun {
    const token = `s.${box.token()}`
    const { id, person, kind, role, level, device, begunAt, seenAt, provenAt } = session
    insert.run(box.digest(token), id, person, kind, role, level, device, begunAt, seenAt, provenAt)
    return { token, session }
  }

  return {
    begin: (made, now) =>
      store({ ...made, id: randomUUID(), begunAt: now, seenAt: now, provenAt: now }),
    find(token, now, isActive) {
      const session = select.get(box.digest(token))
      if (!session || !isAlive(session, now)) return undefined
      if (isActive && now - session.seenAt >= seenEveryMs) see.run(now, session.id)
      return session
    },
    whose: (token) => selectPerson.get(box.digest(token)),
    renew: (id, change, now) =>
      db
        .transaction(() => {
          const session = selectById.get(id)
          if (!session) throw new Error(`The session ${id} ended before it could go on`)
          end.run(now, id)
          // A code that was right begins the session; what comes later only goes on with it.
          const begunAt = session.level === 'code' ? now : session.begunAt
          return store({ ...session, ...change, id: randomUUID(), begunAt, seenAt: now })
        })
        .immediate(),
    end: (id, now) => void end.run(now, id),
    endAll: (person, now, except = '') => void endAll.run(now, person, except),
    list: (person, now) => selectAll.all(person).filter((one) => isAlive(one, now)),
    sweep: (now) => void sweep.run(now - keptMs, now - 2 * keptMs, now - bounds.kiosk.mostMs),
  }
}
