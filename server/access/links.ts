import { randomUUID } from 'node:crypto'
import type { Box } from './box.ts'
import type { AccessDatabase } from './database.ts'

/** `sign-in`: for patients; `reset`: for a new password; `first`: printed on the machine itself. */
export type LinkPurpose = 'sign-in' | 'reset' | 'first'

/** A mailed link that is still open. */
export type OpenLink = {
  readonly id: string
  readonly purpose: LinkPurpose
  readonly person: string
  /** The browser that asked for it; null where it may be opened in any. */
  readonly browser: string | null
}

export type Links = {
  /**
   * Opens a link for somebody; those of the same purpose that they had before end. The secret that it
   * carries is the one for `linkSecret(id)`, made where the mail is rendered.
   */
  open(purpose: LinkPurpose, person: string, browser: string | null, now: number): string
  /** The link, if it is open and the secret is right. Looking at it does not use it up. */
  find(id: string, secret: string, now: number): OpenLink | undefined
  /** Uses it up; false where somebody was faster. */
  use(id: string, now: number): boolean
  sweep(now: number): void
}

const openMs: Readonly<Record<LinkPurpose, number>> = {
  'sign-in': 10 * 60_000,
  reset: 30 * 60_000,
  first: 30 * 60_000,
}

/** The label under which a link's secret is made. */
export const linkSecret = (id: string): string => `sign-in-link:${id}`

/** The path of a link, without its secret. */
export const linkPath = (id: string): string => `/sign-in/link/${id}`

/** Links in web.sqlite: only that they are open, for whom and until when. */
export function createLinks(db: AccessDatabase, box: Box): Links {
  const insert = db.prepare(
    'INSERT INTO links (id, purpose, person, browser, until) VALUES (?, ?, ?, ?, ?)',
  )
  const cancel = db.prepare(
    'DELETE FROM links WHERE purpose = ? AND person = ? AND used_at IS NULL',
  )
  const select = db.prepare<[string, number], OpenLink>(
    'SELECT id, purpose, person, browser FROM links WHERE id = ? AND until > ? AND used_at IS NULL',
  )
  const use = db.prepare(
    'UPDATE links SET used_at = ? WHERE id = ? AND until > ? AND used_at IS NULL',
  )
  const sweep = db.prepare('DELETE FROM links WHERE until <= ?')
  return {
    open: db.transaction(
      (purpose: LinkPurpose, person: string, browser: string | null, now: number) => {
        const id = randomUUID()
        cancel.run(purpose, person)
        insert.run(id, purpose, person, browser, now + openMs[purpose])
        return id
      },
    ),
    find: (id, secret, now) =>
      box.isSecret(linkSecret(id), secret) ? select.get(id, now) : undefined,
    use: (id, now) => use.run(now, id, now).changes === 1,
    sweep: (now) => void sweep.run(now),
  }
}
