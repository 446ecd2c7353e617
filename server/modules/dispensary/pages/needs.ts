import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { Say } from '#kernel/words.ts'
import { addDays } from '#values/local-time.ts'
import { lowItems } from '../projections/item-queries.ts'
import { readySinceBefore } from '../projections/order-groups.ts'
import { lotsExpiring } from '../projections/shelf-queries.ts'
import { expiryWarningDays, untilDay } from './shelf-panel.ts'

const keepers = ['receptionist', 'dispenser', 'manager']

const dayMs = 86_400_000
/** For so many days an order may lie ready before somebody is to call. */
const patientDays = 5
/** How many are told one by one. */
const toldMax = 20

/** Orders that nobody has come for: whoever keeps them calls. */
function uncollected(at: number, say: Say): Query<readonly Need[]> {
  return mapQuery(readySinceBefore(at - patientDays * dayMs, toldMax), (orders) =>
    orders.map(({ id, patient, readyAt }): Need => {
      const days = Math.floor((at - readyAt) / dayMs)
      return {
        title: `${say.name(patient)}’s order waits to be collected`,
        remark: `Ready for ${days} days`,
        href: `/orders/${id}`,
        tone: 'wait',
        icon: 'box',
      }
    }),
  )
}

/** What the shelf wants of those who keep it: what is out or low, and lots that expire soon. */
export function shelfNeeds(role: string, at: number, say: Say): readonly Query<readonly Need[]>[] {
  if (!keepers.includes(role)) return []
  const today = say.day(at).iso
  const low = mapQuery(lowItems(at), (items) =>
    items.map(({ id, name, code, free, reorderLevel }): Need => {
      const isOut = free <= 0
      return {
        title: isOut ? `${name}: none left` : `${name}: ${free} left`,
        remark: `${code}, reorder at ${reorderLevel}`,
        href: `/items/${id}`,
        tone: isOut ? 'wait' : 'rest',
        icon: 'low',
      }
    }),
  )
  const lots = mapQuery(lotsExpiring(addDays(today, expiryWarningDays)), (found) =>
    found.map(
      ({ item, name, code, lot, expires, quantity }): Need => ({
        title: `A lot of ${name} ${untilDay(today, expires)}`,
        remark: `${code}, lot ${lot}, ${quantity} there`,
        href: `/items/${item}`,
        // What is past its day is written off now; what will be is sold first.
        tone: expires < today ? 'bad' : 'wait',
        icon: 'clock',
      }),
    ),
  )
  return [uncollected(at, say), low, lots]
}
