import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { item } from '../deciders/item.ts'
import { itemRefusals } from '../words/item-words.ts'

/** Puts a withdrawn item on sale again, at its price in force. */
export const restoreItem = intent({
  name: 'restore-item',
  title: 'Sell it again',
  submit: 'Put it on sale',
  doing: 'Putting the item on sale',
  done: 'The item is on sale again',
  notDone: 'Nothing was changed',
  on: item,
  by: { manager: 'clinic', system: 'clinic' },
  fields: { reason: reason('Why is it sold again?') },
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    return state.status === 'listed' ? refuse('listed', { name: state.name }) : undefined
  },
  decide: (_, { data }) => [{ type: 'ItemRestored', data }],
  refusals: { ...itemRefusals, listed: '{name} is on sale. There is nothing to restore.' },
  next: ['change-price', 'receive-stock'],
})
