import * as z from 'zod'
import { hidden, note, thing, wholeNumber } from '#kernel/fields.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { rowsOf } from '#kernel/rows-of.ts'
import { actedForOptions, firstPeopleOptions, mailAddressOf } from '#modules/people/published.ts'
import { moneyField } from '#values/money.ts'
import { orNothing } from '#values/optional.ts'
import { order } from '../deciders/order.ts'
import type { AskedLine } from '../events.ts'
import type { OrderForm } from '../fields/order-form.ts'
import { completeOrder, readOrderCheck } from '../pages/place-order-check.ts'
import { readOrderResult } from '../pages/place-order-result.ts'
import { itemOptions } from '../projections/item-queries.ts'
import { openRemakeOf } from '../projections/return-queries.ts'
import { denialWords, orderRefusals, remadeTwice } from '../words/order-words.ts'

const remakeOf = z.object({
  order: z.uuid(),
  item: z.uuid(),
  charge: z.enum(['none', 'full']),
})

/**
 * Orders from the catalogue. The order's process holds the money and reserves the stock; the command
 * succeeds once the order is confirmed, and is rejected with the reason where it is denied.
 */
export const placeOrder = intent({
  name: 'place-order',
  title: 'Place an order',
  submit: 'Place the order',
  doing: 'Placing the order',
  done: 'The order is confirmed',
  notDone: 'Not ordered',
  on: order,
  creates: true,
  by: {
    patient: 'own',
    'proxy-book': 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    manager: 'clinic',
    system: 'clinic',
  },
  answered: 'by-process',
  checkFirst: true,
  check: {
    view: 'dispensary/place-order-check.njk',
    complete: completeOrder,
    read: readOrderCheck,
  },
  result: { view: 'dispensary/order-result.njk', read: readOrderResult },
  fields: {
    patient: thing('For whom?', {
      hint: 'Somebody is not in the list? Begin on their own page.',
    }),
    lines: rowsOf(
      'Line',
      20,
      { item: thing('Item'), quantity: wholeNumber('How many?', { min: 1, max: 99, first: 1 }) },
      'Choose at least one item.',
    ),
    total: orNothing(hidden(moneyField('Total', { min: 0 }))),
    note: note('Anything we should know?'),
    ...fromProcess<Pick<OrderForm, 'remake'>>({ remake: remakeOf.optional() }),
  },
  person: ({ patient }) => patient,
  choices: (asking) => ({ patient: patientsOf(asking), item: itemOptions(asking.at) }),
  prefill: ({ actor, person }) => {
    const patient = actor.role === 'patient' ? actor.id : person
    return patient ? { patient } : {}
  },
  reads: ({ actor, data }: Asking<OrderForm>) => ({
    address: mailAddressOf(actor.role === 'patient' ? actor.id : ''),
    open: openRemakeOf(data?.remake?.order ?? '', data?.remake?.item ?? ''),
  }),
  needs(state, { facts: { address } }) {
    if (state.status !== 'none') return refuse('placed')
    // Whoever orders from home is told by mail what becomes of it; the desk tells people itself.
    const isUnproven = address && address.email !== '' && !address.isConfirmed
    return isUnproven ? refuse('unconfirmed') : undefined
  },
  decide(_, { data: { patient, lines, total, note: remark, remake }, actor, facts }) {
    if (total === null) return refuse('total-missing')
    // Two may have asked at once, before either order was there.
    if (facts.open) return refuse('twice', { number: facts.open.number })
    const placed = { patient, lines: merged(lines), acceptedTotal: total, note: remark }
    const again = actor.role === 'system' && remake ? { remake } : {}
    return [{ type: 'OrderPlaced', data: { ...placed, ...again } }]
  },
  refusals: {
    ...orderRefusals,
    ...denialWords,
    unconfirmed:
      'Confirm your e-mail address first: the link is in the mail we sent you, and on your own page you can ask for a new one. Until then call us, and we order for you.',
    twice: remadeTwice,
    placed: 'This order was placed already. Open it to see how far it is.',
    'total-missing':
      'The total was not agreed, so nothing was ordered. Check the order and its total first.',
  },
  next: ['cancel-order', 'top-up-and-reorder', 'place-order'],
})

/** How many people are listed: more are no list to choose from, and their pages lead here as well. */
const listedMax = 200

/** A patient orders for themselves and whom they act for, and is not shown who else there is. */
function patientsOf({ actor, at, typed }: Asking<OrderForm>) {
  return actor.role === 'patient'
    ? actedForOptions(actor.id, at, 'proxy-book')
    : firstPeopleOptions(listedMax, typed?.['patient'] ?? '')
}

/** One line for each item: an item named twice is asked for once, in the sum. */
export function merged(lines: readonly AskedLine[]): readonly AskedLine[] {
  const byItem = Map.groupBy(lines, ({ item }) => item)
  return [...byItem].map(([item, same]) => ({
    item,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
}
