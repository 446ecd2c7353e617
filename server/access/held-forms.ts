import type { Box } from './box.ts'
import type { AccessDatabase } from './database.ts'

/** What somebody had typed when their session ended: where it was going, and the fields. */
export type HeldForm = {
  readonly path: string
  readonly values: Readonly<Record<string, string>>
}

export type HeldForms = {
  /** Keeps a form for this person alone, 15 minutes; the token brings it back. */
  hold(person: string, form: HeldForm, now: number): string
  /** The form of a token, for whom it is. */
  find(token: string, person: string, now: number): HeldForm | undefined
  sweep(now: number): void
}

const keptMs = 15 * 60_000
const perPersonMax = 10

type Row = { readonly sealed: Uint8Array }

/** Held forms in web.sqlite, sealed: they may hold anything a form can. */
export function createHeldForms(db: AccessDatabase, box: Box): HeldForms {
  const insert = db.prepare(
    'INSERT INTO held_forms (digest, person, sealed, until) VALUES (?, ?, ?, ?)',
  )
  const select = db.prepare<[Uint8Array, string, number], Row>(
    'SELECT sealed FROM held_forms WHERE digest = ? AND person = ? AND until > ?',
  )
  // Whoever sends forms without being signed in must not fill the disk with them.
  const crowd = db.prepare(
    `DELETE FROM held_forms WHERE person = ? AND digest NOT IN
       (SELECT digest FROM held_forms WHERE person = ? ORDER BY until DESC LIMIT ${perPersonMax})`,
  )
  const sweep = db.prepare('DELETE FROM held_forms WHERE until <= ?')
  const place = (person: string) => `held form of ${person}`
  return {
    hold(person, form, now) {
      const token = box.token()
      const sealed = box.seal(place(person), JSON.stringify(form))
      db.transaction(() => {
        insert.run(box.digest(token), person, sealed, now + keptMs)
        crowd.run(person, person)
      }).immediate()
      return token
    },
    find(token, person, now) {
      const row = select.get(box.digest(token), person, now)
      return row && (JSON.parse(box.open(place(person), row.sealed)) as HeldForm)
    },
    sweep: (now) => void sweep.run(now),
  }
}
