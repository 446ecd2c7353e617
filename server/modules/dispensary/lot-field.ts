import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { single } from '#kernel/field.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { lotOf } from './deciders/item-shelf.ts'
import type { ListedItem, Lot } from './deciders/item-state.ts'
import { lotOptions } from './projections/shelf-queries.ts'

/** Which lot of an item; nobody is asked where it does not come in lots. */
export const lotField = single<string>({
  input: { kind: 'select', label: 'Lot', width: 'full' },
  schema: z.string().trim().max(40, 'Lot must be at most 40 characters.'),
  missing: 'Choose the lot.',
  empty: { value: '' },
  show: (lot) => lot,
  extras: { hint: 'As printed on the pack.', optionalWords: 'where it comes in lots' },
})

/** The lots to choose from, for the form on an item's stream. */
export function lotChoices({ target }: { readonly target: string }) {
  return { lot: lotOptions(idOf(target)) }
}

/** The lot that a form means, or why there is none such. */
export function lotMeant(state: ListedItem, lot: string): Lot | Refusal {
  const { name, lotted } = state
  if (lotted && lot === '') return refuse('which-lot', { name })
  if (!lotted && lot !== '') return refuse('no-lots', { name })
  const found = lotOf(state, lot)
  if (!found && lotted) return refuse('lot-unknown', { lot, name })
  return found ?? { expires: null, onHand: 0, recalled: false }
}

/** Refusals of `lotMeant`. */
export const lotRefusals = {
  'which-lot': '{name} comes in lots. Choose the lot that is printed on the pack.',
  'no-lots': '{name} does not come in lots. Leave the lot empty.',
  'lot-unknown': 'No lot {lot} of {name} was ever received. Look at the pack again, or receive it.',
} as const
