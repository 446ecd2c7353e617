import type { Page, PageContext } from '#kernel/page.ts'
import { type ItemRow, lowItems } from '../projections/item-queries.ts'
import { usedSince } from '../projections/shelf-queries.ts'
import { itemStream } from '../published.ts'
import { shelfStatus } from './shelf-words.ts'

const usedDays = 28
const dayMs = 86_400_000

/** One line of the order sheet. */
export type ToOrder = ItemRow & { readonly used: number; readonly order: number }

/** How many to order, so that the reorder level is not reached again while as many are used as of late. */
export function suggestedOrder(item: ItemRow, used: number): number {
  return Math.max(0, item.reorderLevel + Math.max(0, used) - item.free)
}

async function toOrder({ ask, at }: PageContext): Promise<readonly ToOrder[]> {
  const [low, used] = [await ask(lowItems(at)), await ask(usedSince(at - usedDays * dayMs))]
  return low.map((item) => {
    const gone = used.get(item.id) ?? 0
    return { ...item, used: gone, order: suggestedOrder(item, gone) }
  })
}

function sheet({ href }: PageContext, items: readonly ToOrder[]) {
  const rows = items.map((item) => ({
    cells: [
      {
        text: item.name,
        href: href(itemStream(item.id)),
        rel: 'item',
        remark: `${item.code}, ${item.unit}`,
        below: true,
      },
      { status: shelfStatus(item) },
      { text: String(item.free) },
      { text: String(item.reorderLevel) },
      { text: String(item.used) },
      { text: String(item.order), strong: true },
    ],
  }))
  return {
    caption: 'What to order',
    tall: true,
    columns: [
      { title: 'Item', kind: 'text' },
      { title: 'State', kind: 'status' },
      { title: 'Free', kind: 'number' },
      { title: 'Reorder under', kind: 'number' },
      { title: `Used in ${usedDays} days`, kind: 'number' },
      { title: 'To order', kind: 'number' },
    ],
    groups: [{ rows }],
  }
}

function csv(items: readonly ToOrder[]) {
  const head = ['Code', 'Item', 'Unit', 'Free', 'Reorder under', `Used in ${usedDays} days`]
  const rows = items.map(({ code, name, unit, free, reorderLevel, used, order }) => {
    return [code, name, unit, free, reorderLevel, used, order]
  })
  return [[...head, 'To order'], ...rows]
}

/** What is out or low, as a sheet to order by: on paper, or as a table for the supplier’s own form. */
export const runningOutPage: Page = {
  path: '/catalogue/running-out',
  view: 'dispensary/running-out.njk',
  by: {
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
    admin: 'clinic',
  },
  async read(context) {
    const items = await toOrder(context)
    const day = context.say.day(context.at)
    return {
      title: 'Running out',
      back: { rel: 'catalogue', href: '/catalogue', title: 'The shelf' },
      links: [
        {
          rel: 'csv',
          href: '/catalogue/running-out?format=csv',
          title: 'The sheet as a table (CSV)',
        },
      ],
      state: { count: items.length, asOf: day },
      print: {
        sheet: items.length > 0 ? sheet(context, items) : undefined,
        day: day.text,
        days: usedDays,
      },
      embedded: {
        item: items.map(({ id, code, name, unit, free, reorderLevel, used, order }) => ({
          href: context.href(itemStream(id)),
          ...{ code, name, unit, free, reorderLevel, used, order },
        })),
      },
      table: { fileName: `order-sheet-${day.iso}.csv`, rows: csv(items) },
    }
  },
}
