import { foldAll } from '#kernel/decider.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { timelineOf } from '#kernel/progress.ts'
import { item, priceAt, pricesComing } from '../deciders/item.ts'
import { freeOf } from '../deciders/item-shelf.ts'
import type { Item, ListedItem } from '../deciders/item-state.ts'
import type { ItemEvents } from '../events.ts'
import { itemsNamed } from '../projections/item-queries.ts'
import { lotsOf, promisesOf } from '../projections/shelf-queries.ts'
import { itemStream, orderStream } from '../published.ts'
import { lotsTable, movementsPart, pricesTable, promisesTable } from './item-tables.ts'
import { shelfStatus } from './shelf-words.ts'

/** The newest events are told here; all of them stand on a page of their own. */
const eventsShown = 20

function factsOf({ say, at }: PageContext, known: ListedItem, unit: string, reorderLevel: number) {
  const coming = pricesComing(known, at)
  const [next] = coming
  const price = {
    title: 'Price now',
    text: say.money(priceAt(known, at)).text,
    remark: `${unit}, ${known.taxRate} % tax in it`,
  }
  const later = next
    ? [
        {
          title: 'Price coming',
          text: say.money(next.price).text,
          remark: `from ${say.day(next.from).text}`,
        },
      ]
    : []
  const most = { title: 'Most in one order', text: String(known.maxPerOrder) }
  if (!known.stocked) return [price, ...later, { title: 'Shelf', text: 'Made to order' }, most]
  return [
    price,
    ...later,
    {
      title: 'Free',
      text: String(freeOf(known, say.day(at).iso)),
      remark: `reorder under ${reorderLevel}`,
    },
    { title: 'On hand', text: String(known.onHand), remark: `${known.reserved} reserved` },
    most,
  ]
}

/** The order that a movement of the shelf was for. */
function orderOf({ href }: PageContext, event: Envelope): string | undefined {
  const { type, data } = event as Envelope & ItemEvents
  switch (type) {
    case 'StockReserved':
    case 'StockReleased':
    case 'StockPicked':
    case 'StockHandedOut':
    case 'StockReturned':
      return href(orderStream(data.order))
    default:
      return undefined
  }
}

/** One item: its price now and later, its shelf, and everything that happened to it. */
export const itemPage: Page = {
  path: '/items/:id',
  view: 'dispensary/item.njk',
  by: {
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
    admin: 'clinic',
  },
  thing: 'item',
  async read(context) {
    const { at, say } = context
    const id = context.params['id'] ?? ''
    const events = await context.stream(itemStream(id))
    const known = foldAll(item as never, events) as Item
    const [row] = await context.ask(itemsNamed([id], at))
    if (known.status === 'none' || !row) return undefined
    const { onHand, reserved, stocked, code, name } = known
    const href = context.href(itemStream(id))
    const isKeeper = ['dispenser', 'manager'].includes(context.actor.role)
    const movements = await movementsPart(context, id)
    const lots = await context.ask(lotsOf(id))
    const promises = await context.ask(promisesOf(id))
    return {
      title: name,
      back: { rel: 'catalogue', href: '/catalogue', title: 'The shelf' },
      offers: await context.offers(itemStream(id)),
      links: [
        ...(isKeeper && stocked
          ? [{ rel: 'labels', href: `${href}/labels`, title: 'Labels for the shelf' }]
          : []),
        { rel: 'events', href: `${href}/events`, title: 'All events' },
      ],
      state: {
        id: row.id,
        code,
        name,
        unit: row.unit,
        status: known.status,
        price: say.money(priceAt(known, at)),
        coming: pricesComing(known, at).map(({ price, from }) => ({
          price: say.money(price),
          from: say.moment(from),
        })),
        stocked,
        onHand,
        reserved,
        free: freeOf(known, say.day(at).iso),
        reorderLevel: known.reorderLevel,
        lots: lots.map(({ lot, expires, onHand: there, picked, recalled }) => {
          return { lot, expires, onHand: there, picked, recalled: recalled === 1 }
        }),
        reservations: promises.map(({ number, quantity, picked }) => {
          return { number, quantity, picked }
        }),
      },
      print: {
        shelf: shelfStatus(row),
        things: factsOf(context, known, row.unit, row.reorderLevel),
        lots: lotsTable(context, id, lots),
        prices: pricesTable(context, known),
        promises: promisesTable(context, promises),
        movements: movements.count > 0 ? movements.table : undefined,
        pages: movements.pages.back || movements.pages.on ? movements.pages : undefined,
        days: timelineOf(context, events.slice(-eventsShown), (event) => orderOf(context, event)),
      },
    }
  },
}
