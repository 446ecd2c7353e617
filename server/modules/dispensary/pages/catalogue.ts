import type { Link, Page, PageContext, Representation } from '#kernel/page.ts'
import {
  catalogueCount,
  cataloguePart,
  type ItemRow,
  itemByCode,
} from '../projections/item-queries.ts'
import { itemStream } from '../published.ts'
import { availability, shelfStatus } from './shelf-words.ts'

const pageLength = 50
const longestSearch = 100

/** Where else the shelf is looked at. */
const shelfLinks: readonly Link[] = [
  { rel: 'running-out', href: '/catalogue/running-out', title: 'Running out' },
]

function movedTo(href: string, title: string): Representation {
  return { title, state: {}, moved: href }
}

/** The part of the catalogue that is asked for by `?page=`, and the ways on from it. */
async function partOf({ query, ask, at }: PageContext, withdrawnToo: boolean, words: string) {
  const count = await ask(catalogueCount({ withdrawnToo, words }))
  const last = Math.max(1, Math.ceil(count / pageLength))
  const typed = /^[1-9]\d{0,5}$/.test(query['page'] ?? '') ? Number(query['page']) : 1
  const page = Math.min(typed, last)
  const asked = { at, withdrawnToo, words, skip: (page - 1) * pageLength, limit: pageLength }
  const found = words ? `find=${encodeURIComponent(words)}&` : ''
  const to = (number: number, title: string) => ({
    href: `/catalogue?${found}page=${number}`,
    title,
  })
  return {
    count,
    items: await ask(cataloguePart(asked)),
    pages: {
      ...(page > 1 ? { back: to(page - 1, 'Previous') } : {}),
      ...(page < last ? { on: to(page + 1, 'Next') } : {}),
    },
  }
}

/** A link to order one of an item, where the actor may order at all. */
function orderLink(order: Link | undefined, { id, name }: ItemRow) {
  if (!order) return undefined
  const join = order.href.includes('?') ? '&' : '?'
  const href = `${order.href}${join}item-1=${id}&quantity-1=1`
  return { title: 'Order', href, rel: order.rel, kind: 'soft', small: true, about: name }
}

function patientTable({ say }: PageContext, items: readonly ItemRow[], order: Link | undefined) {
  const rows = items.map((item) => ({
    cells: [
      { text: item.name, strong: true, remark: item.unit, below: true },
      { text: say.money(item.price).text },
      { status: availability(item) },
      item.stocked && item.free <= 0 ? { text: '' } : { link: orderLink(order, item), text: '' },
    ],
  }))
  return {
    caption: 'What you can order',
    tall: true,
    columns: [
      { title: 'Item', kind: 'text' },
      { title: 'Price', kind: 'number' },
      { title: 'Is it there?', kind: 'status' },
      { title: 'Order it', kind: 'action', hidden: true },
    ],
    groups: [{ rows }],
  }
}

function shelfTable(context: PageContext, items: readonly ItemRow[]) {
  const { say } = context
  const rows = items.map((item) => ({
    past: item.status === 'withdrawn',
    cells: [
      {
        text: item.name,
        href: context.href(itemStream(item.id)),
        rel: 'item',
        remark: `${item.code}, ${item.unit}`,
        below: true,
      },
      { text: say.money(item.price).text },
      { text: item.stocked ? String(item.free) : '' },
      { text: item.stocked ? String(item.onHand) : '' },
      { text: item.stocked ? String(item.reorderLevel) : '' },
      { status: shelfStatus(item) },
    ],
  }))
  return {
    caption: 'The shelf',
    tall: true,
    columns: [
      { title: 'Item', kind: 'text' },
      { title: 'Price', kind: 'number' },
      { title: 'Free', kind: 'number' },
      { title: 'On hand', kind: 'number', wide: true },
      { title: 'Level', kind: 'number', wide: true },
      { title: 'State', kind: 'status' },
    ],
    groups: [{ rows }],
  }
}

function embeddedItem(context: PageContext, item: ItemRow) {
  const { id, code, name, unit, status, stocked, free, onHand, reorderLevel, maxPerOrder } = item
  const price = context.say.money(item.price)
  const sold = { id, code, name, unit, price, stocked, free, maxPerOrder }
  // Machines read what people see: the shelf's own figures are for those who keep it.
  if (context.actor.role === 'patient') return sold
  return { ...sold, href: context.href(itemStream(id)), status, onHand, reorderLevel }
}

/** What the clinic sells: for patients to order from, for staff the shelf as it stands. */
export const cataloguePage: Page = {
  path: '/catalogue',
  view: 'dispensary/catalogue.njk',
  by: {
    patient: 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
    admin: 'clinic',
  },
  creates: 'item',
  async read(context) {
    const isPatient = context.actor.role === 'patient'
    const words = (context.query['find'] ?? '').trim().slice(0, longestSearch)
    // A scanner types the code of the shelf label and Enter: that leads to the item itself.
    const scanned = isPatient ? undefined : await context.ask(itemByCode(words.toUpperCase()))
    if (scanned) return movedTo(context.href(itemStream(scanned.id)), scanned.name)
    const { count, items, pages } = await partOf(context, !isPatient, words)
    const { back, on } = pages
    const [order] = await context.offersToCreate('order', {})
    const additions = await context.offersToCreate('item', {})
    const table = isPatient ? patientTable(context, items, order) : shelfTable(context, items)
    return {
      title: isPatient ? 'What you can order' : 'The shelf',
      links: [
        ...(isPatient ? [] : shelfLinks),
        ...(back ? [{ rel: 'prev', ...back }] : []),
        ...(on ? [{ rel: 'next', ...on }] : []),
      ],
      state: { count, words },
      print: {
        ways: isPatient ? [] : shelfLinks,
        shelf: items.length > 0 ? table : undefined,
        isPatient,
        pages: back || on ? pages : undefined,
      },
      offers: [...(order ? [order] : []), ...additions],
      embedded: { item: items.map((item) => embeddedItem(context, item)) },
    }
  },
}
