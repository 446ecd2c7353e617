import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { item } from '../deciders/item.ts'
import { itemRefusals } from '../words/item-words.ts'

/** Takes an item off sale. What is reserved for orders stays reserved. */
export const withdrawItem = intent({
  name: 'withdraw-item',
  title: 'Withdraw from sale',
  intro:
    'Nobody can order it from then on. Orders that are confirmed go on, and it can be brought back later.',
  submit: 'Withdraw the item',
  takesAway: true,
  doing: 'Withdrawing the item',
  done: 'The item is withdrawn',
  notDone: 'Still on sale',
  on: item,
  by: { manager: 'clinic', system: 'clinic' },
  fields: { reason: reason('Why is it withdrawn?') },
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    return state.status === 'withdrawn' ? refuse('twice', { name: state.name }) : undefined
  },
  decide: (_, { data }) => [{ type: 'ItemWithdrawn', data }],
  refusals: {
    ...itemRefusals,
    twice: '{name} is withdrawn already. Restore it if it is to be sold again.',
  },
  next: ['restore-item'],
})
