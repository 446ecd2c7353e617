import { idOf } from '#kernel/event.ts'
import { choice, wholeNumber } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { isRefusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { item } from '../deciders/item.ts'
import { spareOf } from '../deciders/item-shelf.ts'
import { lotField, lotMeant, lotRefusals } from '../fields/lot-field.ts'
import { promisesOf } from '../projections/shelf-queries.ts'
import { itemRefusals } from '../words/item-words.ts'
import { numbersOf } from '../words/order-numbers.ts'

const reasons = [
  { value: 'expired', text: 'Past its last good day' },
  { value: 'broken', text: 'Broken or soiled' },
  { value: 'recalled', text: 'Recalled' },
  { value: 'lost', text: 'Lost' },
] as const

type WriteOff = {
  readonly lot: string
  readonly quantity: number
  readonly reason: (typeof reasons)[number]['value']
}

/** Takes pieces off the shelf that nobody gets: only such as are promised to nobody. */
export const writeOffStock = intent({
  name: 'write-off-stock',
  title: 'Write off stock',
  submit: 'Write it off',
  takesAway: true,
  doing: 'Writing it off',
  done: '{quantity} written off',
  notDone: 'Not written off',
  on: item,
  by: { dispenser: 'clinic', manager: 'clinic', system: 'clinic' },
  fields: {
    lot: lotField,
    quantity: wholeNumber('How many?', { min: 1, max: 9999 }),
    reason: choice('Why?', reasons),
  },
  reads: ({ target }: Asking<WriteOff>) => ({
    clinic: clinicSettings(),
    promises: promisesOf(idOf(target)),
  }),
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    if (!state.stocked) return refuse('made-to-order', { name: state.name })
    return state.onHand > 0 ? undefined : refuse('empty', { name: state.name })
  },
  decide(state, { data: { lot, quantity, reason }, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    const found = lotMeant(state, lot)
    if (isRefusal(found)) return found
    const { name } = state
    if (quantity > found.onHand)
      return refuse('over', { there: found.onHand, asked: quantity, name })
    const free = spareOf(state, lot, dayOf(at, facts.clinic?.zone ?? 'UTC'))
    if (quantity > free) {
      const orders = numbersOf(facts.promises ?? [])
      return refuse('reserved', { free, asked: quantity, name, orders })
    }
    const why = reasons.find(({ value }) => value === reason)?.text ?? reason
    return [{ type: 'StockWrittenOff', data: { lot, quantity, reason: why } }]
  },
  refusals: {
    ...itemRefusals,
    ...lotRefusals,
    'made-to-order': '{name} is made to order: nothing of it stands on the shelf.',
    empty: 'Nothing of {name} is on the shelf. Count it first if there is.',
    over: 'Only {there} are there, {asked} were to be written off. Count them first.',
    reserved:
      'Only {free} of {asked} are free. The rest is promised to {orders}. Write off {free}, or cancel an order first.',
  },
  next: ['write-off-stock', 'count-stock', 'receive-stock'],
})
