import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dateField } from '#values/date-field.ts'
import { dayOf, startOfDay } from '#values/local-time.ts'
import { moneyField } from '#values/money.ts'
import { orNothing } from '#values/optional.ts'
import { item, priceAt } from '../deciders/item.ts'
import { itemRefusals } from '../words/item-words.ts'

/** Sets a price from now, or from the first moment of a later day. Orders keep the price they had. */
export const changePrice = intent({
  name: 'change-price',
  title: 'Change the price',
  submit: 'Set the price',
  doing: 'Setting the price',
  done: 'The price is set',
  notDone: 'The price stays',
  on: item,
  by: { manager: 'clinic', system: 'clinic' },
  staleAfter: ['PriceChanged', 'ItemWithdrawn'],
  fields: {
    price: moneyField('New price', { min: 0 }, { hint: 'With tax, for one.' }),
    from: orNothing(
      dateField('From', {}, { hint: 'Leave it empty for now. A later day begins at midnight.' }),
    ),
  },
  reads: () => ({ clinic: clinicSettings() }),
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    return state.status === 'withdrawn' ? refuse('withdrawn', { name: state.name }) : undefined
  },
  decide(state, { data, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    const zone = facts.clinic?.zone ?? 'UTC'
    const today = dayOf(at, zone)
    const day = data.from ?? today
    if (day < today) return refuse('past', { day })
    const from = day === today ? at : startOfDay(day, zone)
    const was = priceAt(state, from)
    if (was === data.price) return refuse('same', { price: data.price })
    return [{ type: 'PriceChanged', data: { price: data.price, was, from } }]
  },
  refusals: {
    ...itemRefusals,
    past: 'The start must be now or later. Orders already placed keep their price. Choose another day.',
    same: 'It costs {price:money} then already. Enter another price, or leave it as it is.',
  },
  next: ['change-price', 'receive-stock'],
})
