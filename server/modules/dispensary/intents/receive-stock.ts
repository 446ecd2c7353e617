import { text, wholeNumber } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dateField } from '#values/date-field.ts'
import { dayOf, longDay } from '#values/local-time.ts'
import { orNothing } from '#values/optional.ts'
import { item } from '../deciders/item.ts'
import { lotOf } from '../deciders/item-shelf.ts'
import type { ListedItem } from '../deciders/item-state.ts'
import { itemRefusals } from '../words/item-words.ts'

// What may be left out on the form may be absent where a list is taken over.
type Form = {
  readonly quantity: number
  readonly lot?: string
  readonly expires?: string | null
  readonly supplierReference?: string
}

type Delivery = { readonly lot: string; readonly expires: string | null }

/** Puts a delivery on the shelf; it is free to be ordered at once. */
export const receiveStock = intent({
  name: 'receive-stock',
  title: 'Receive stock',
  submit: 'Put it on the shelf',
  doing: 'Putting it on the shelf',
  done: '{quantity} more on the shelf',
  notDone: 'Not put on the shelf',
  on: item,
  by: { dispenser: 'clinic', system: 'clinic' },
  staleAfter: ['ItemWithdrawn'],
  fields: {
    quantity: wholeNumber('How many?', { min: 1, max: 9999 }),
    lot: text('Lot', { max: 40, optional: true }, { optionalWords: 'only if it comes in lots' }),
    expires: orNothing(
      dateField(
        'Good until',
        {},
        { hint: 'As printed on the pack.', optionalWords: 'only if it comes in lots' },
      ),
    ),
    supplierReference: text('Supplier’s reference', { max: 40, optional: true }),
  },
  reads: (_: Asking<Form>) => ({ clinic: clinicSettings() }),
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    if (state.status === 'withdrawn') return refuse('withdrawn', { name: state.name })
    return state.stocked ? undefined : refuse('made-to-order', { name: state.name })
  },
  decide(state, { data, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    const today = dayOf(at, facts.clinic?.zone ?? 'UTC')
    const { quantity, lot = '', expires = null, supplierReference = '' } = data
    const received = { quantity, lot, expires, supplierReference }
    return wrongLot(state, received, today) ?? [{ type: 'StockReceived', data: received }]
  },
  refusals: {
    ...itemRefusals,
    'made-to-order': '{name} is made to order: nothing of it stands on the shelf.',
    'no-lots': '{name} does not come in lots. Leave the lot and the day empty.',
    'recalled-lot':
      'Lot {lot} of {name} was recalled. Do not put it on the shelf. Send it back instead.',
    'lot-missing': '{name} comes in lots. Enter the lot and the day printed on the pack.',
    expired: 'This lot was good until {day}. Do not put it on the shelf. Send it back instead.',
    'lot-differs': 'Lot {lot} is on file as good until {day}. Look at the pack: which is right?',
  },
  next: ['receive-stock', 'count-stock'],
})

function wrongLot(state: ListedItem, { lot, expires }: Delivery, today: string) {
  if (!state.lotted && (lot !== '' || expires !== null)) {
    return refuse('no-lots', { name: state.name })
  }
  if (state.lotted && (lot === '' || expires === null)) {
    return refuse('lot-missing', { name: state.name })
  }
  if (expires !== null && expires <= today) return refuse('expired', { day: longDay(expires) })
  return differingLot(state, { lot, expires })
}

function differingLot(state: ListedItem, { lot, expires }: Delivery): Refusal | undefined {
  const known = lotOf(state, lot)
  if (known?.recalled) return refuse('recalled-lot', { lot, name: state.name })
  if (!known || known.expires === expires) return undefined
  return refuse('lot-differs', { lot, day: known.expires ? longDay(known.expires) : 'no set day' })
}
