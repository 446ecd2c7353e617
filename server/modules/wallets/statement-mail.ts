import { type Query, rows } from '#kernel/query.ts'
import type { ClinicSettings } from '#modules/clinic/published.ts'
import { dayOf, endOfDay, longDay, startOfDay } from '#values/local-time.ts'
import { formatMoney } from '#values/money.ts'
import { postingWords } from './pages/posting-tables.ts'

/** What one event moved in a wallet, in minor units: what is free and what is held, more or less. */
export type Moved = {
  readonly at: number
  readonly type: string
  readonly free: number
  readonly held: number
}

/** Everything that moved in somebody's wallet, oldest first. */
export function movesOf(person: string): Query<readonly Moved[]> {
  return rows<Moved>(
    `SELECT MIN(at) AS at, MIN(type) AS type,
       SUM(CASE account WHEN 'wallet.available' THEN credit - debit ELSE 0 END) AS free,
       SUM(CASE account WHEN 'wallet.held' THEN credit - debit ELSE 0 END) AS held
     FROM {postings} WHERE person = ? GROUP BY position ORDER BY position`,
    person,
  )
}

/** A statement in plain lines, as a mail holds it. It names nobody. */
export type MailedStatement = {
  readonly before: string
  readonly after: string
  readonly lines: readonly string[]
}

/** What moved from one day to another, both included, and what was free before and after. */
export function mailedStatement(
  moves: readonly Moved[],
  { from, to }: { readonly from: string; readonly to: string },
  { zone, currency }: Pick<ClinicSettings, 'zone' | 'currency'>,
): MailedStatement {
  const [first, end] = [startOfDay(from, zone), endOfDay(to, zone)]
  const money = (minor: number) => formatMoney(minor, currency)
  const lines: string[] = []
  let [free, before] = [0, 0]
  for (const move of moves.filter(({ at }) => at < end)) {
    free += move.free
    if (move.at < first) {
      before = free
      continue
    }
    const all = move.free + move.held
    const amount = all === 0 ? money(Math.abs(move.held)) : `${all > 0 ? '+' : ''}${money(all)}`
    const day = longDay(dayOf(move.at, zone))
    lines.push(`${day}: ${postingWords(move.type)} ${amount}, free ${money(free)}`)
  }
  return { before: money(before), after: money(free), lines }
}
