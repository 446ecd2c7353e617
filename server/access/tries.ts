import type { Box } from './box.ts'
import type { AccessDatabase } from './database.ts'

/** Bounds guessing: by account, whether there is one or not, and by address. */
export type Tries = {
  /** How many seconds to wait before another try at this account from this address; 0 for none. */
  waitS(account: string, address: string, now: number): number
  /** Notes a try as one that came to nothing, before it is known: many at once are no way round. */
  failed(account: string, address: string, now: number): void
  /** It was right: the account's failures are forgotten, and the address is as it was before. */
  succeeded(account: string, address: string): void
  /** Counts something public against an address; false once it was too often within the hour. */
  mayAgain(what: string, address: string, mostAnHour: number, now: number): boolean
  sweep(now: number): void
}

const freeFailures = 5
const firstWaitMs = 1_000
const longestWaitMs = 15 * 60_000
const forgottenMs = 24 * 60 * 60_000
const addressFailures = 50
const addressMs = 15 * 60_000
const hourMs = 60 * 60_000

type Row = { readonly failures: number; readonly until: number; readonly forgottenAt: number }

/** 1 s at the fifth failure, doubling to 15 min: never longer, so that nobody can lock somebody out. */
export function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(20, failures - freeFailures))
}

/**
 * Tries in web.sqlite, so that a start does not forget them. Kept under keyed digests: neither an e-mail
 * address that somebody tried nor where they sat can be read back.
 */
export function createTries(db: AccessDatabase, box: Box): Tries {
  const select = db.prepare<[Uint8Array, number], Row>(
    `SELECT failures, until, forgotten_at AS "forgottenAt" FROM tries WHERE who = ? AND forgotten_at > ?`,
  )
  const keep = db.prepare(
    `INSERT INTO tries (who, failures, until, forgotten_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (who) DO UPDATE SET failures = excluded.failures, until = excluded.until,
       forgotten_at = excluded.forgotten_at`,
  )
  const forget = db.prepare('DELETE FROM tries WHERE who = ?')
  const takeBack = db.prepare(
    `UPDATE tries SET failures = failures - 1, until = IIF(failures > ${addressFailures}, until, 0)
     WHERE who = ? AND failures > 0`,
  )
  const sweep = db.prepare('DELETE FROM tries WHERE forgotten_at <= ?')
  const ofAccount = (account: string) => box.keyed('account', account)
  const ofAddress = (address: string) => box.keyed('address', address)
  const known = (who: Uint8Array, now: number): Row | undefined => select.get(who, now)

  function countInWindow(who: Uint8Array, most: number, windowMs: number, now: number): void {
    const before = known(who, now)
    const failures = (before?.failures ?? 0) + 1
    const ends = before?.forgottenAt ?? now + windowMs
    keep.run(who, failures, failures >= most ? ends : 0, ends)
  }

  return {
    waitS(account, address, now) {
      const ends = [ofAccount(account), ofAddress(address)].map(
        (who) => known(who, now)?.until ?? 0,
      )
      return Math.max(0, Math.ceil((Math.max(...ends) - now) / 1000))
    },
    failed: db.transaction((account: string, address: string, now: number) => {
      const who = ofAccount(account)
      const failures = (known(who, now)?.failures ?? 0) + 1
      const waitMs = waitAfter(failures)
      keep.run(who, failures, waitMs === 0 ? 0 : now + waitMs, now + forgottenMs)
      countInWindow(ofAddress(address), addressFailures, addressMs, now)
    }),
    succeeded: db.transaction((account: string, address: string) => {
      forget.run(ofAccount(account))
      takeBack.run(ofAddress(address))
    }),
    mayAgain(what, address, mostAnHour, now) {
      const who = box.keyed(what, address)
      if ((known(who, now)?.failures ?? 0) >= mostAnHour) return false
      countInWindow(who, mostAnHour, hourMs, now)
      return true
    },
    sweep: (now) => void sweep.run(now),
  }
}
