import { idOf } from '#kernel/event.ts'
import { text, thing, wholeNumber } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { isRefusal, refuse } from '#kernel/refusal.ts'
import { rowsOf } from '#kernel/rows-of.ts'
import { order } from '../deciders/order.ts'
import { readReadyResult } from '../pages/ready-result.ts'
import { lineOptions, linesToPick, lotsToPick } from '../projections/pick-queries.ts'
import { firstExpiredFirstOut, type PickRow, pickedLines } from '../rules/picking.ts'
import { shelfRefusals } from '../words/item-words.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

type ReadyForm = { readonly lines: readonly PickRow[]; readonly shelf: string }

/**
 * Says what was picked for an order, lot by lot, and what is missing. Its process takes that from the shelf,
 * gives back the money for what is missing, and then the order is ready.
 */
export const markReady = intent({
  name: 'mark-ready',
  title: 'Mark ready',
  intro:
    'Filled in is what to take: the lots that expire first. Change what you picked otherwise. Where something is missing, say why: the money for it is freed.',
  submit: 'Mark it ready',
  doing: 'Picking the order',
  done: 'The order is ready',
  notDone: 'Not ready yet',
  on: order,
  by: { dispenser: 'clinic' },
  answered: 'by-process',
  staleAfter: ['PreparationTakenOver', 'OrderReady'],
  result: { view: 'dispensary/order-result.njk', read: readReadyResult },
  fields: {
    lines: rowsOf<PickRow>(
      'Line',
      40,
      {
        item: thing('Item'),
        lot: text('Lot', { max: 40, optional: true }),
        quantity: wholeNumber('Picked', { min: 0, max: 99, first: 0 }),
        'short-reason': text('Why is it short?', { min: 3, max: 100, optional: true }),
      },
      'Say what was picked.',
    ),
    shelf: text(
      'Collection shelf',
      { max: 20, optional: true },
      { hint: 'Where it lies, e.g. B3' },
    ),
  },
  choices: ({ target }) => ({ item: lineOptions(idOf(target)) }),
  reads: ({ target, at }: Asking<ReadyForm>) => ({
    lines: linesToPick(idOf(target)),
    lots: lotsToPick(idOf(target), at),
  }),
  prefill: (_, { lines, lots }) => ({ lines: firstExpiredFirstOut(lines, lots) }),
  needs(state, { actor }) {
    if (state.status !== 'preparing') return refusedAs(state)
    const { by, since } = state
    return by === actor.id ? undefined : refuse('not-yours', { by, since })
  },
  decide(_, { data: { lines: rows, shelf }, facts }) {
    const lines = pickedLines(facts.lines, rows)
    return isRefusal(lines) ? lines : [{ type: 'OrderPicked', data: { lines, shelf } }]
  },
  refusals: {
    ...orderRefusals,
    ...shelfRefusals,
    confirmed: 'Nobody prepares this order yet. Start preparing it first.',
    'not-yours': '{by:name} prepares this since {since:time}. Take it over first.',
    'not-ordered': 'Something was picked that this order does not have. Look at its lines again.',
    'too-many': '{n} {name} were ordered, {picked} were picked. Put the rest back on the shelf.',
    'why-short': 'Missing: {missing} {name}. Say why, or pick the rest.',
    'lot-missing': 'From which lot is {name}? It stands on the pack.',
    'all-short': 'Nothing was picked. Cancel the order instead.',
  },
  next: ['hand-over-order', 'start-preparing', 'cancel-order'],
})
