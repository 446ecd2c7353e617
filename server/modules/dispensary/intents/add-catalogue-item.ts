import * as z from 'zod'
import { single } from '#kernel/field.ts'
import { text, tick, wholeNumber } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { moneyField } from '#values/money.ts'
import { item } from '../deciders/item.ts'
import { itemByCode } from '../projections/item-queries.ts'

const codeField = single({
  input: { kind: 'text', label: 'Code', minLength: 2, maxLength: 20, width: 'medium' },
  schema: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{2,20}$/, 'Code must be 2 to 20 letters, digits or hyphens, like TAPE-5.'),
  missing: 'Enter a code, like TAPE-5.',
  show: (code) => code,
  extras: { hint: '2 to 20 letters, digits or hyphens. It stands on the shelf label.' },
})

/** Puts a new item into the catalogue; the shelf is empty until stock is received. */
export const addCatalogueItem = intent({
  name: 'add-catalogue-item',
  title: 'Add an item to the catalogue',
  submit: 'Add the item',
  doing: 'Adding the item',
  done: 'The item is in the catalogue',
  notDone: 'Not added',
  on: item,
  creates: true,
  by: { dispenser: 'clinic', manager: 'clinic', system: 'clinic' },
  fields: {
    code: codeField,
    name: text('Name', { max: 100 }),
    unit: text('Unit', { max: 40 }, { hint: 'What one is: pair, box, pack of 50.' }),
    price: moneyField('Price', { min: 0 }, { hint: 'With tax, for one.' }),
    taxRate: wholeNumber(
      'Tax rate',
      { min: 0, max: 100, first: 0 },
      { hint: 'In percent; the price contains it.', optionalWords: 'none if left empty' },
    ),
    stocked: tick('Kept on the shelf (leave empty if it is made to order)'),
    reorderLevel: wholeNumber(
      'Reorder at',
      { min: 0, max: 9999, first: 0 },
      { hint: 'You are told when fewer are free.', optionalWords: 'never if left empty' },
    ),
    lots: tick('Comes in lots with an expiry date'),
    returnable: tick('Can be taken back unopened'),
    maxPerOrder: wholeNumber(
      'Most in one order',
      { min: 1, max: 99, first: 99 },
      { optionalWords: '99 if left empty' },
    ),
  },
  reads: ({ data }) => ({ namesake: itemByCode(data?.code ?? '') }),
  needs(state) {
    return state.status === 'none' ? undefined : refuse('added')
  },
  decide(_, { data, facts: { namesake } }) {
    if (namesake) return refuse('code-used', { code: data.code, name: namesake.name })
    return [{ type: 'ItemAdded', data }]
  },
  refusals: {
    added: 'This item is in the catalogue already. Open it there.',
    'code-used': 'The code {code} is taken by {name}. Choose another code, or open that item.',
  },
  next: ['receive-stock', 'add-catalogue-item'],
})
