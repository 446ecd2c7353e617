import { text } from '#kernel/fields.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { lotOf } from '../deciders/item-shelf.ts'
import type { ListedItem, Lot } from '../deciders/item-state.ts'

/** Which lot of an item, typed or scanned; nothing where it does not come in lots. */
export const lotField = text(
  'Lot',
  { max: 40, optional: true },
  {
    hint: 'As printed on the pack: scan it, or type it.',
    optionalWords: 'only if it comes in lots',
  },
)

/** The lot that a form means, or why there is none such. */
export function lotMeant(state: ListedItem, lot: string): Lot | Refusal {
  const { name, lotted } = state
  if (lotted && lot === '') return refuse('which-lot', { name })
  if (!lotted && lot !== '') return refuse('no-lots', { name })
  const found = lotOf(state, lot)
  if (!found && lotted)
    return refuse('lot-unknown', { lot, name, known: Object.keys(state.lots).join(', ') })
  return found ?? { expires: null, onHand: 0, recalled: false }
}

/** Refusals of `lotMeant`. */
export const lotRefusals = {
  'which-lot': '{name} comes in lots. Enter the lot that is printed on the pack.',
  'no-lots': '{name} does not come in lots. Leave the lot empty.',
  'lot-unknown':
    'No lot {lot} of {name} was ever received. These were: {known}. Look at the pack again, or receive it.',
} as const
