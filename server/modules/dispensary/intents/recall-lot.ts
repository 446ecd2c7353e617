import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { isRefusal, refuse } from '#kernel/refusal.ts'
import { item } from '../deciders/item.ts'
import { lotField, lotMeant, lotRefusals } from '../fields/lot-field.ts'
import { recallResult } from '../pages/recall-result.ts'
import { itemRefusals } from '../words/item-words.ts'

/** Blocks a lot at once: nothing of it is promised, picked or handed out from then on. */
export const recallLot = intent({
  name: 'recall-lot',
  title: 'Recall a lot',
  intro:
    'Nothing of the lot is picked or handed out from then on. You are shown who got it, with how to reach them.',
  submit: 'Recall the lot',
  takesAway: true,
  doing: 'Recalling the lot',
  done: 'The lot is recalled',
  notDone: 'Not recalled',
  on: item,
  by: { dispenser: 'clinic', manager: 'clinic', system: 'clinic' },
  // A lot that is dangerous is recalled whatever else happened to the shelf meanwhile.
  staleAfter: ['LotRecalled'],
  fields: { lot: lotField, reason: reason('Why is it recalled?') },
  result: recallResult,
  needs(state) {
    if (state.status === 'none') return refuse('no-item')
    if (!state.lotted) return refuse('without-lots', { name: state.name })
    return Object.keys(state.lots).length > 0 ? undefined : refuse('empty', { name: state.name })
  },
  decide(state, { data }) {
    if (state.status === 'none') return refuse('no-item')
    const found = lotMeant(state, data.lot)
    if (isRefusal(found)) return found
    return found.recalled
      ? refuse('twice', { lot: data.lot, name: state.name })
      : [{ type: 'LotRecalled', data }]
  },
  refusals: {
    ...itemRefusals,
    ...lotRefusals,
    'without-lots': '{name} does not come in lots. Withdraw it from sale instead.',
    empty: 'No lot of {name} was received yet, so there is none to recall.',
    twice: 'Lot {lot} of {name} is recalled already. Its page lists who got it.',
  },
  next: ['write-off-stock', 'recall-lot', 'withdraw-item'],
})
