import type { PageContext } from '#kernel/page.ts'
import { addDays, longDay } from '#values/local-time.ts'
import { pricesComing } from '../deciders/item.ts'
import type { ListedItem } from '../deciders/item-state.ts'
import {
  type LotRow,
  type Movement,
  movementsOf,
  type Promised,
} from '../projections/shelf-queries.ts'
import { orderStream } from '../published.ts'
import { isGood } from '../rules/first-out.ts'
import { lotHref } from './lot-links.ts'
import { expiryWarningDays, untilDay } from './shelf-panel.ts'

const movementsShown = 20

function lotStanding(lot: LotRow, today: string) {
  const { expires, onHand } = lot
  if (lot.recalled === 1) return { shape: 'barred', text: 'Recalled', tone: 'bad', tint: true }
  if (onHand === 0) return { shape: 'ring', text: 'Gone' }
  if (!isGood({ expires, recalled: false }, today)) {
    return { shape: 'cross', text: 'Expired', tone: 'bad', tint: true }
  }
  if (expires && expires <= addDays(today, expiryWarningDays)) {
    return { shape: 'half', text: untilDay(today, expires), tone: 'wait', tint: true }
  }
  return { shape: 'tick', text: 'Good' }
}

/** The lots of an item; each leads to its own page for those who keep the shelf. */
export function lotsTable({ say, at, actor }: PageContext, id: string, lots: readonly LotRow[]) {
  if (lots.length === 0) return undefined
  const isKeeper = ['dispenser', 'manager'].includes(actor.role)
  const rows = lots.map((one) => ({
    past: one.onHand === 0,
    cells: [
      {
        text: one.lot,
        strong: true,
        ...(isKeeper ? { href: lotHref(id, one.lot), rel: 'lot' } : {}),
      },
      { text: one.expires ? longDay(one.expires) : 'no set day' },
      { text: String(one.onHand) },
      { text: String(one.picked) },
      { status: lotStanding(one, say.day(at).iso) },
    ],
  }))
  return {
    caption: 'Lots',
    columns: [
      { title: 'Lot', kind: 'text' },
      { title: 'Good until', kind: 'text' },
      { title: 'On hand', kind: 'number' },
      { title: 'In bags', kind: 'number' },
      { title: 'State', kind: 'status' },
    ],
    groups: [{ rows }],
  }
}

/** To which orders an item is promised. */
export function promisesTable({ say, href }: PageContext, promises: readonly Promised[]) {
  if (promises.length === 0) return undefined
  const rows = promises.map(({ order, number, patient, quantity, picked }) => ({
    cells: [
      { text: `Order ${number ?? ''}`, href: href(orderStream(order)), rel: 'order' },
      { text: patient ? say.name(patient) : '' },
      { text: String(quantity) },
      { text: String(picked) },
    ],
  }))
  return {
    caption: 'Reserved for',
    columns: [
      { title: 'Order', kind: 'text' },
      { title: 'For', kind: 'text' },
      { title: 'Reserved', kind: 'number' },
      { title: 'In the bag', kind: 'number' },
    ],
    groups: [{ rows }],
  }
}

/** The prices that begin later. */
export function pricesTable({ say, at }: PageContext, known: ListedItem) {
  const coming = pricesComing(known, at)
  if (coming.length === 0) return undefined
  const rows = coming.map(({ price, from }) => ({
    cells: [{ text: say.moment(from).text }, { text: say.money(price).text }],
  }))
  return {
    caption: 'Prices to come',
    narrow: true,
    columns: [
      { title: 'From', kind: 'text' },
      { title: 'Price', kind: 'number' },
    ],
    groups: [{ rows }],
  }
}

const what: Readonly<Record<string, string>> = {
  StockReceived: 'Received',
  StockHandedOut: 'Handed out',
  StockReturned: 'Came back',
  StockCounted: 'Counted',
  StockWrittenOff: 'Written off',
  LotRecalled: 'Lot recalled',
}

function movementRow({ say, href }: PageContext, one: Movement) {
  const order = one.order
    ? { text: `Order ${one.number ?? ''}`, href: href(orderStream(one.order)), rel: 'order' }
    : { text: '' }
  const change = one.change > 0 ? `+${one.change}` : String(one.change).replace('-', '−')
  return {
    cells: [
      { text: say.moment(one.at).text },
      {
        text: what[one.type] ?? one.type,
        ...(one.lot ? { also: `lot ${one.lot}` } : {}),
        ...(one.reason ? { remark: one.reason, below: true } : {}),
      },
      { text: change, strong: true },
      order,
    ],
  }
}

/** What came and went, the newest first, and the way to what was before. */
export async function movementsPart(context: PageContext, id: string) {
  const typed = context.query['before'] ?? ''
  const before = /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : Number.MAX_SAFE_INTEGER
  const found = await context.ask(movementsOf(id, before, movementsShown + 1))
  const shown = found.slice(0, movementsShown)
  const oldest = shown.at(-1)
  return {
    table: {
      caption: 'What came and went',
      tall: true,
      columns: [
        { title: 'When', kind: 'text' },
        { title: 'What', kind: 'text' },
        { title: 'Pieces', kind: 'number' },
        { title: 'Order', kind: 'text' },
      ],
      groups: [{ rows: shown.map((one) => movementRow(context, one)) }],
    },
    count: shown.length,
    pages: {
      ...(typed ? { back: { href: context.href(`item-${id}`), title: 'The newest' } } : {}),
      ...(found.length > movementsShown && oldest
        ? {
            on: {
              href: `${context.href(`item-${id}`)}?before=${oldest.position}`,
              title: 'Earlier',
            },
          }
        : {}),
    },
  }
}
