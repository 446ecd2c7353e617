import type { Draw } from '../random.ts'
import { acting } from './acting.ts'
import { type Clockwork, clockworkUntil } from './clockwork.ts'
import type { Deed } from './deed.ts'
import { mailing } from './mail.ts'
import { moneyMoving } from './money.ts'
import { opening } from './opening.ts'
import { ordering } from './orders.ts'
import { registrations } from './people.ts'
import { stocking } from './shelf.ts'
import { tillCounting } from './till.ts'
import { topUps } from './top-ups.ts'

/** While a payment of hers is disputed, nothing new may be held in Sofia's wallet. */
function freezing({ at }: Clockwork): Deed {
  const reason = 'The bank asks about a card payment that she says is not hers.'
  const ends = 'succeeded'
  return {
    at: at(12, '15:10'),
    by: 'nora',
    intent: 'freeze-wallet',
    on: 'sofia',
    ends,
    data: () => ({ reason, knowing: false }),
  }
}

/** Six weeks of Harbour Lane until a moment (ms), oldest first. The same draws give the same script. */
export function scriptUntil(moment: number, draw: Draw): readonly Deed[] {
  const clockwork = clockworkUntil(moment)
  const deeds = [
    ...opening(clockwork),
    ...registrations(clockwork),
    ...mailing(clockwork),
    ...stocking(clockwork),
    ...topUps(clockwork, draw),
    freezing(clockwork),
    ...moneyMoving(clockwork),
    ...ordering(clockwork),
    ...acting(clockwork),
  ]
  return [...deeds, ...tillCounting(clockwork, deeds)].toSorted((one, other) => one.at - other.at)
}

/** A time (ms, both included) in which reserving an item fails, and with what words. */
export type Outage = {
  readonly code: string
  readonly from: number
  readonly to: number
  readonly error: string
}

/** What goes wrong: on the last morning the list of creams does not answer, as long as Liam's order is tried. */
export function outagesUntil(moment: number): readonly Outage[] {
  const { at } = clockworkUntil(moment)
  const error = 'The shelf list did not answer within 10 seconds.'
  return [{ code: 'EMOL-500', from: at(0, '08:50'), to: moment, error }]
}
