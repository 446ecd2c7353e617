import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { dayOf, longDay } from '#values/local-time.ts'
import { formatMoney } from '#values/money.ts'
import type { Correctable } from './events.ts'
import { purposeTitle } from './purposes.ts'

type Place = { readonly currency: string; readonly zone: string; readonly at: number }

/** How many movements a list of choices offers, the newest. */
const offered = 50

const on = ({ at, zone }: Place) => longDay(dayOf(at, zone))

type Taking = Place & {
  readonly hold: string
  readonly kind: string
  readonly amount: number
  readonly refunded: number
}

/** What was taken from a person's wallet and can still be refunded, newest first. */
export function takingOptions(person: string): Query<readonly Option[]> {
  const found = rows<Taking>(
    `SELECT t.hold, t.for_kind AS kind, t.amount, t.refunded, t.taken_at AS at, c.currency, c.zone
     FROM {takings} t CROSS JOIN {clinic} c
     WHERE t.person = ? AND t.refunded < t.amount ORDER BY t.taken_at DESC, t.hold LIMIT ?`,
    person,
    offered,
  )
  return mapQuery(found, (takings) =>
    takings.map((one) => {
      const { amount, refunded, currency } = one
      const back = refunded > 0 ? `, ${formatMoney(refunded, currency)} of it refunded` : ''
      const text = `${formatMoney(amount, currency)} for ${purposeTitle(one.kind)}, ${on(one)}${back}`
      return { value: one.hold, text }
    }),
  )
}

type Moved = Place & {
  readonly command: string
  readonly kind: Correctable
  readonly amount: number
}

const moved: Readonly<Record<Correctable, string>> = {
  'top-up': 'topped up',
  'pay-out': 'paid out',
  goodwill: 'given as goodwill',
}

/** What was paid in, paid out or given and can be corrected, newest first. */
export function movementOptions(person: string): Query<readonly Option[]> {
  const found = rows<Moved>(
    `SELECT m.command, m.kind, m.amount, m.moved_at AS at, c.currency, c.zone
     FROM {correctables} m CROSS JOIN {clinic} c
     WHERE m.person = ? ORDER BY m.moved_at DESC, m.command LIMIT ?`,
    person,
    offered,
  )
  return mapQuery(found, (movements) =>
    movements.map((one) => ({
      value: one.command,
      text: `${formatMoney(one.amount, one.currency)} ${moved[one.kind]}, ${on(one)}`,
    })),
  )
}
