import type { Envelope } from '#kernel/event.ts'
import type { ItemEvents } from '#modules/dispensary/published.ts'
import { check, type Report } from './check.ts'
import { emptyShelf, move, type Shelf } from './shelf-count.ts'

type DataOf<Type extends ItemEvents['type']> = Extract<ItemEvents, { readonly type: Type }>['data']

/** What changes how many pieces of an item there are, or to whom they are promised. */
const shelfTypes: readonly ItemEvents['type'][] = [
  'StockReceived',
  'StockReserved',
  'StockReleased',
  'StockPicked',
  'StockHandedOut',
  'StockReturned',
  'StockCounted',
  'StockWrittenOff',
]

/** What is not possible with a shelf, in words, or nothing. */
function impossible({
  onHand,
  reserved,
  lots,
  inBags,
}: Shelf): readonly [expected: string, found: string] | undefined {
  if (onHand < 0 || reserved < 0 || reserved > onHand) {
    return ['0 ≤ reserved ≤ on hand', `${reserved} reserved, ${onHand} on hand`]
  }
  for (const lot of new Set([...lots.keys(), ...inBags.keys()])) {
    const [there, bagged] = [lots.get(lot) ?? 0, inBags.get(lot) ?? 0]
    if (there >= 0 && bagged <= there) continue
    return [`0 ≤ in bags ≤ on hand of the lot “${lot}”`, `${bagged} in bags, ${there} on hand`]
  }
  return undefined
}

type Counted = { readonly shelf: Shelf; last: Envelope }

function judge({ shelf, last }: Counted, report: Report): void {
  const found = impossible(shelf)
  if (found) report(last, ...found)
}

/**
 * S1: no shelf is ever below nothing, no more is reserved on it than is there, and no more lies in bags for
 * orders than there is of a lot. What one command does counts as one movement.
 */
export const shelvesArePossible = check<Map<string, Counted>>({
  id: 'S1',
  title: 'No shelf and no lot was ever below 0, and no more was promised than was there',
  types: ['ItemAdded', ...shelfTypes],
  begin: () => new Map(),
  take(state, stored, report) {
    const event = stored as Envelope<ItemEvents>
    const comesInLots = event.type === 'ItemAdded' && event.data.lots
    const counted = state.get(event.stream) ?? { shelf: emptyShelf(comesInLots), last: event }
    state.set(event.stream, counted)
    if (counted.last.command !== event.command) judge(counted, report)
    move(counted.shelf, event)
    counted.last = event
  },
  end(state, _, report) {
    for (const one of state.values()) judge(one, report)
  },
})

type Item = { readonly stocked: boolean; readonly shelf: Shelf }

const isWhole = (value: unknown, least: number) =>
  Number.isSafeInteger(value) && Number(value) >= least

function checkLots(
  event: Envelope,
  { quantity, lots }: DataOf<'StockHandedOut'>,
  report: Report,
): void {
  const sum = lots.reduce((all, one) => all + one.quantity, 0)
  if (sum !== quantity) report(event, `lots of ${quantity} in all`, `lots of ${sum}`)
}

function checkCount(
  event: Envelope,
  { lot, expected, counted }: DataOf<'StockCounted'>,
  { shelf }: Item,
  report: Report,
): void {
  if (!isWhole(counted, 0)) report(event, 'a whole number of pieces', JSON.stringify(counted))
  const there = shelf.lots.get(lot) ?? 0
  if (expected !== there)
    report(event, `${there} expected, as the log says`, `${expected} expected`)
}

/** The lots that an event names. */
function lotsOf(event: ItemEvents): readonly string[] {
  switch (event.type) {
    case 'StockReceived':
    case 'StockReturned':
    case 'StockCounted':
    case 'StockWrittenOff':
      return [event.data.lot]
    case 'StockPicked':
    case 'StockHandedOut':
      return event.data.lots.map(({ lot }) => lot)
    default:
      return []
  }
}

function checkMovement(event: Envelope<ItemEvents>, item: Item, report: Report): void {
  const { data } = event
  if ('quantity' in data && !isWhole(data.quantity, 1)) {
    report(event, 'a whole number of pieces, 1 or more', JSON.stringify(data.quantity))
  }
  if (event.type === 'StockHandedOut') checkLots(event, event.data, report)
  if (event.type === 'StockCounted') checkCount(event, event.data, item, report)
  if (item.shelf.comesInLots && lotsOf(event).includes('')) {
    report(event, 'the lot it belongs to', 'none')
  }
}

/**
 * S2: what is on a shelf is what was received, came back and was counted onto it, less what was handed out
 * and written off, in whole pieces, of items that are kept in stock.
 */
export const stockComesFromSomewhere = check<Map<string, Item>>({
  id: 'S2',
  title: 'What is on the shelf is what came and went, in whole pieces',
  types: ['ItemAdded', ...shelfTypes],
  begin: () => new Map(),
  take(state, stored, report) {
    const event = stored as Envelope<ItemEvents>
    if (event.type === 'ItemAdded') {
      const { stocked, lots } = event.data
      state.set(event.stream, { stocked, shelf: emptyShelf(lots) })
      return
    }
    const item = state.get(event.stream)
    if (!item?.stocked) {
      const found = item ? 'one that is not' : 'no such item'
      return report(event, 'an item that is kept in stock', found)
    }
    checkMovement(event, item, report)
    move(item.shelf, event)
  },
})
