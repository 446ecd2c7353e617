import { type Box, sameText } from './box.ts'
import type { AccessDatabase } from './database.ts'

export type Challenges = {
  /** A challenge for this browser or session. Nothing is stored: it carries its own proof. */
  make(owner: string, now: number): string
  /** Takes a challenge: true once, within five minutes, for whom it was made. */
  take(challenge: string, owner: string, now: number): boolean
  sweep(now: number): void
}

const openMs = 5 * 60_000
const form = /^(\d{13,15})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/

/**
 * Challenges that only leave a row once they are used: whoever opens the sign-in page a million times
 * writes nothing.
 */
export function createChallenges(db: AccessDatabase, box: Box): Challenges {
  const insert = db.prepare(
    'INSERT INTO challenges (challenge, owner, until) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const sweep = db.prepare('DELETE FROM challenges WHERE until <= ?')
  const proofOf = (until: string, nonce: string, owner: string) =>
    Buffer.from(box.keyed('challenge', `${until} ${nonce} ${owner}`)).toString('base64url')
  return {
    make(owner, now) {
      const [until, nonce] = [String(now + openMs), box.token()]
      return `${until}.${nonce}.${proofOf(until, nonce, owner)}`
    },
    take(challenge, owner, now) {
      const [, until = '', nonce = '', proof = ''] = form.exec(challenge) ?? []
      if (Number(until) <= now) return false
      if (!sameText(proofOf(until, nonce, owner), proof)) return false
      return insert.run(challenge, owner, Number(until)).changes === 1
    },
    sweep: (now) => void sweep.run(now),
  }
}
