import { wholeNumber } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { item } from '../deciders/item.ts'
import { itemRefusals } from '../words/item-words.ts'

/** Sets how few pieces of an item may be free before the shelf asks for more. */
export const setReorderLevel = intent({
  name: 'set-reorder-level',
  title: 'Set when to reorder',
  submit: 'Set the level',
  doing: 'Setting when to reorder',
  done: 'The level is set',
  notDone: 'The level stays',
  on: item,
  by: { dispenser: 'clinic', manager: 'clinic', system: 'clinic' },
  staleAfter: ['ReorderLevelSet', 'ItemWithdrawn'],
  fields: {
    level: wholeNumber(
      'Reorder under',
      { min: 0, max: 9999 },
      { hint: 'You are told when fewer are free. 0 is never.' },
    ),
  },
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    if (state.status === 'withdrawn') return refuse('withdrawn', { name: state.name })
    return state.stocked ? undefined : refuse('made-to-order', { name: state.name })
  },
  decide(state, { data: { level } }) {
    if (state.status === 'none') return refuse('no-item')
    const was = state.reorderLevel
    if (level === was) return refuse('same', { name: state.name, level })
    return [{ type: 'ReorderLevelSet', data: { level, was } }]
  },
  refusals: {
    ...itemRefusals,
    'made-to-order': '{name} is made to order, so there is nothing to reorder. Leave it as it is.',
    same: '{name} is reordered under {level} already. Enter another number, or leave it as it is.',
  },
  next: ['set-reorder-level', 'receive-stock'],
})
