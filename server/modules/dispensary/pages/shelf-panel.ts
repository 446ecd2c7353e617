import type { PageContext } from '#kernel/page.ts'
import { addDays, longDay } from '#values/local-time.ts'
import { lowItems } from '../projections/item-queries.ts'
import { type ExpiringLot, lotsExpiring } from '../projections/shelf-queries.ts'
import { itemStream } from '../published.ts'

/** How long before its last good day a lot is pointed out. */
export const expiryWarningDays = 14

/** "in 9 days"; days are YYYY-MM-DD. */
export function untilDay(from: string, to: string): string {
  const days = Temporal.PlainDate.from(from).until(to).days
  if (days < 0) return `expired on ${longDay(to)}`
  if (days === 0) return 'expires today'
  return days === 1 ? 'expires tomorrow' : `expires in ${days} days`
}

function lotNeed(context: PageContext, lot: ExpiringLot) {
  const today = context.say.day(context.at).iso
  return {
    href: context.href(itemStream(lot.item)),
    title: `A lot of ${lot.name} ${untilDay(today, lot.expires)}`,
    remark: `${lot.code}, lot ${lot.lot}`,
    icon: 'clock',
    tone: 'wait',
  }
}

/** What is low or out, and which lots expire soon, for the side of a page. */
export async function shelfPanel(context: PageContext) {
  const low = await context.ask(lowItems(context.at))
  const until = addDays(context.say.day(context.at).iso, expiryWarningDays)
  const lots = await context.ask(lotsExpiring(until))
  const rows = low.map((item) => ({
    cells: [
      {
        text: item.name,
        href: context.href(itemStream(item.id)),
        rel: 'item',
        remark: item.code,
        below: true,
      },
      { text: String(item.free), tone: item.free <= 0 ? 'bad' : 'wait', strong: true },
      { text: String(item.reorderLevel) },
    ],
  }))
  const table = {
    caption: 'Low or out',
    narrow: true,
    columns: [
      { title: 'Low or out', kind: 'text' },
      { title: 'Have', kind: 'number' },
      { title: 'Level', kind: 'number' },
    ],
    groups: [{ rows }],
  }
  return {
    table: rows.length > 0 ? table : undefined,
    lots: lots.map((lot) => lotNeed(context, lot)),
  }
}
