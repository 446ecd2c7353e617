import { idOf } from '#kernel/event.ts'
import { text, tick, wholeNumber } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { isRefusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { item } from '../deciders/item.ts'
import { picksOf, piecesOf } from '../deciders/item-shelf.ts'
import { leftShort, type Shortfall } from '../deciders/item-shortfall.ts'
import type { ListedItem } from '../deciders/item-state.ts'
import type { ItemEvents } from '../events.ts'
import { lotField, lotMeant, lotRefusals } from '../fields/lot-field.ts'
import { promisesOf } from '../projections/shelf-queries.ts'
import { itemRefusals } from '../words/item-words.ts'
import { numbersOf } from '../words/order-numbers.ts'

type Count = {
  readonly lot: string
  readonly counted: number
  readonly reason: string
  readonly openCase: boolean
}

/**
 * Writes down how many pieces are there. Where fewer are there than were promised, the orders that were
 * promised last lose what is missing, and a case is opened for them.
 */
export const countStock = intent({
  name: 'count-stock',
  title: 'Count the shelf',
  intro: 'Count every piece that is there, those in bags for orders too.',
  submit: 'Save the count',
  doing: 'Saving the count',
  done: 'The count is saved',
  notDone: 'The count is not saved',
  on: item,
  by: { dispenser: 'clinic', system: 'clinic' },
  fields: {
    lot: lotField,
    counted: wholeNumber('How many are there?', { min: 0, max: 99999 }),
    reason: text(
      'Why does it differ?',
      { min: 3, max: 200, optional: true },
      { optionalWords: 'only if it does' },
    ),
    openCase: tick('Save it all the same, and open a case at the help desk', {
      askedBy: 'reserved',
    }),
  },
  reads: ({ target }: Asking<Count>) => ({
    clinic: clinicSettings(),
    promises: promisesOf(idOf(target)),
  }),
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    return state.stocked ? undefined : refuse('made-to-order', { name: state.name })
  },
  decide(state, { data, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    const { lot, counted, reason, openCase } = data
    const found = lotMeant(state, lot)
    if (isRefusal(found)) return found
    const expected = found.onHand
    if (counted !== expected && reason === '') return refuse('why', { expected, counted })
    const today = dayOf(at, facts.clinic?.zone ?? 'UTC')
    const numbers = new Map((facts.promises ?? []).map(({ order, number }) => [order, number]))
    const lacking = leftShort(state, lot, counted, today)
    const short = lacking.map(({ order, quantity }) => {
      return { order, quantity, number: numbers.get(order) ?? null }
    })
    if (short.length > 0 && !openCase) {
      const { reserved, name } = state
      return refuse('reserved', {
        reserved,
        name,
        counted,
        n: short.length,
        orders: numbersOf(short),
      })
    }
    return [
      ...lacking.flatMap((one) => takenFrom(state, one)),
      { type: 'StockCounted', data: { lot, expected, counted, reason, short } },
    ]
  },
  refusals: {
    ...itemRefusals,
    ...lotRefusals,
    'made-to-order': '{name} is made to order: nothing of it stands on the shelf.',
    why: '{expected} were expected and {counted} are there. Count again, or say why it differs.',
    reserved:
      '{reserved} {name} are promised to orders. Counting {counted} leaves {n} short: {orders}. Count again, or save it and open a help-desk case.',
  },
  next: ['count-stock', 'write-off-stock', 'receive-stock'],
})

/** What an order loses: out of its bag, and of what was promised. */
function takenFrom(state: ListedItem, { order, released, bag }: Shortfall): readonly ItemEvents[] {
  const isUnpacked = piecesOf(bag) < piecesOf(picksOf(state, order))
  return [
    ...(isUnpacked ? [{ type: 'StockPicked', data: { order, lots: bag } } as const] : []),
    ...(released > 0
      ? [{ type: 'StockReleased', data: { order, quantity: released } } as const]
      : []),
  ]
}
