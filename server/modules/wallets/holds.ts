import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, row, rows } from '#kernel/query.ts'
import { formatMoney } from '#values/money.ts'
import type { Wallet } from './deciders/wallet.ts'
import { purposeTitle } from './purposes.ts'

export type UsingProcess = { readonly title: string; readonly stream: string }

/**
 * The process that still needs an open hold. One that is stuck or has ended does not: then a person
 * decides what becomes of the money.
 */
export function processUsing(hold: string): Query<UsingProcess | undefined> {
  return row<UsingProcess>(
    `SELECT p.title, p.stream FROM {holds} h
     JOIN {processes} p ON p.stream = 'process.' || h.for_kind || '-' || h.for_id
     WHERE h.hold = ? AND h.status = 'open' AND p.state IN ('running', 'compensating')`,
    hold,
  )
}

type HoldChoice = {
  readonly hold: string
  readonly kind: string
  readonly amount: number
  readonly currency: string
}

/** The open holds of a wallet as choices of a list. */
export function holdOptions(person: string): Query<readonly Option[]> {
  const found = rows<HoldChoice>(
    `SELECT h.hold, h.for_kind AS kind, h.remaining AS amount, c.currency FROM {holds} h CROSS JOIN {clinic} c
     WHERE h.person = ? AND h.status = 'open' ORDER BY h.held_at, h.hold`,
    person,
  )
  return mapQuery(found, (holds) =>
    holds.map(({ hold, kind, amount, currency }) => ({
      value: hold,
      text: `${formatMoney(amount, currency)} for ${purposeTitle(kind)}`,
    })),
  )
}

/** What the open holds of a wallet are for, counted: "2 orders and 1 visit". */
export function openHoldsIn(state: Wallet): string {
  if (state.status === 'none') return ''
  const open = Object.values(state.holds).filter(({ status }) => status === 'open')
  const kinds = Map.groupBy(open, ({ for: { kind } }) => kind)
  return [...kinds]
    .map(([kind, { length }]) => `${length} ${kind}${length === 1 ? '' : 's'}`)
    .join(' and ')
}
