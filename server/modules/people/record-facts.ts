import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { lastCareOf } from '#modules/dispensary/published.ts'
import { type WalletRow, walletOf } from '#modules/wallets/published.ts'
import { addMonths, dayOf, longDay } from '#values/local-time.ts'

/** How long the papers of somebody who was cared for are kept after the last time, in months. */
const retentionMonths = 8 * 12

type Running = { readonly title: string }

// They only wait for somebody to press a button; for whoever is not there any more they end by themselves.
const onlyWaiting = `'email-confirmation'`

/** What is under way for somebody: every process of theirs that has not ended. */
export function runningFor(person: string): Query<readonly string[]> {
  const found = rows<Running>(
    `SELECT DISTINCT title FROM {processes} WHERE person = ? AND state <> 'ended' AND name NOT IN (${onlyWaiting}) ORDER BY title`,
    person,
  )
  return mapQuery(found, (all) => all.map(({ title }) => title))
}

/** Records that were folded into this one. */
export function foldedInto(person: string): Query<readonly string[]> {
  const found = rows<{ readonly id: string }>(
    'SELECT id FROM {people} WHERE merged_into = ? ORDER BY id',
    person,
  )
  return mapQuery(found, (all) => all.map(({ id }) => id))
}

/** Whom somebody answers for, or did as long as they were children. */
export function wardsOf(person: string): Query<readonly string[]> {
  const found = rows<{ readonly id: string }>(
    `SELECT id FROM {people} WHERE guardian = ? AND status = 'open' ORDER BY id`,
    person,
  )
  return mapQuery(found, (all) => all.map(({ id }) => id))
}

/** Why nothing can be begun with a person's things any more. */
export function closedFor(person: string): Query<string | undefined> {
  const found = row<{ readonly status: string }>('SELECT status FROM {people} WHERE id = ?', person)
  return mapQuery(found, (one) => {
    if (!one || one.status === 'open') return undefined
    return one.status === 'erased' ? 'erased' : `record-${one.status}`
  })
}

/** What has to be settled before a record can be closed, folded into another or erased. */
export function openItemsOf(person: string) {
  return { wallet: walletOf(person), running: runningFor(person) }
}

type OpenItems = {
  readonly wallet: WalletRow | undefined
  readonly running: readonly string[]
}

/** What is still open, in a refusal; nothing where all is settled. */
export function openItemsRefusal({ wallet, running }: OpenItems): Refusal | undefined {
  if (running.length > 0) return refuse('open-items', { what: running.join(', ').toLowerCase() })
  if (wallet && wallet.held > 0) return refuse('held', { amount: wallet.held })
  return wallet && wallet.available > 0
    ? refuse('balance', { amount: wallet.available })
    : undefined
}

/** The words for what is still open. */
export const openItemsWords: Readonly<Record<string, string>> = {
  'open-items': 'Still open: {what}. Finish or cancel that first.',
  held: 'Still open: {amount:money} is held in the wallet. Settle what it is held for first.',
  balance: 'Still open: {amount:money} is in the wallet. Pay it out first.',
}

/** When somebody was cared for last, under this record or one that was folded into it (ms). */
export function careOf(person: string): Query<number | undefined> {
  return lastCareOf(person)
}

/** Until when a record must be kept, in a refusal; nothing where it need not be. */
export function retentionRefusal(
  lastCare: readonly number[],
  at: number,
  zone: string,
): Refusal | undefined {
  if (lastCare.length === 0) return undefined
  const until = addMonths(dayOf(Math.max(...lastCare), zone), retentionMonths)
  return dayOf(at, zone) < until ? refuse('retention', { until: longDay(until) }) : undefined
}
