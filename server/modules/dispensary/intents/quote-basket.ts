import { thing, wholeNumber } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { isRefusal, refuse } from '#kernel/refusal.ts'
import { rowsOf } from '#kernel/rows-of.ts'
import { actedForOptions, firstPeopleOptions } from '#modules/people/published.ts'
import { quote } from '../deciders/quote.ts'
import type { AskedLine } from '../events.ts'
import { readQuoteResult } from '../pages/quote-result.ts'
import { itemOptions, itemsNamed } from '../projections/item-queries.ts'
import { sumOf } from '../rules/line-sums.ts'
import { priceLines } from '../rules/pricing.ts'
import { merged } from './place-order.ts'

type QuoteForm = { readonly patient: string; readonly lines: readonly AskedLine[] }

/** For how long a quote is worth looking at. It binds nobody: an order is agreed at its own total. */
const quoteMs = 15 * 60_000

/** How many people are listed, as in the form of an order. */
const listedMax = 200

/** Says what a basket would cost, for a quarter of an hour. Nothing is held and nothing is reserved. */
export const quoteBasket = intent({
  name: 'quote-basket',
  title: 'Ask what it would cost',
  intro:
    'Nothing is ordered and nothing is kept aside. It is meant for the next 15 minutes; a price that changes before you order is shown to you first.',
  submit: 'Tell me what it costs',
  doing: 'Adding it up',
  done: 'This is what it costs',
  notDone: 'No quote',
  on: quote,
  creates: true,
  by: { patient: 'own', 'proxy-book': 'own', receptionist: 'clinic' },
  result: { read: readQuoteResult },
  fields: {
    patient: thing('For whom?', { hint: 'Somebody is not in the list? Begin on their own page.' }),
    lines: rowsOf(
      'Line',
      20,
      { item: thing('Item'), quantity: wholeNumber('How many?', { min: 1, max: 99, first: 1 }) },
      'Choose at least one item.',
    ),
  },
  person: ({ patient }) => patient,
  choices: ({ actor, at, typed }) => ({
    patient:
      actor.role === 'patient'
        ? actedForOptions(actor.id, at, 'proxy-book')
        : firstPeopleOptions(listedMax, typed?.['patient'] ?? ''),
    item: itemOptions(at),
  }),
  prefill: ({ actor, person }) => {
    const patient = actor.role === 'patient' ? actor.id : person
    return patient ? { patient } : {}
  },
  reads: ({ data, at }: Asking<QuoteForm>) => ({
    items: itemsNamed(data?.lines.map(({ item }) => item) ?? [], at),
  }),
  needs: (state) => (state.status === 'none' ? undefined : refuse('quoted')),
  decide(_, { data: { patient, lines: asked }, facts, at }) {
    const lines = priceLines(merged(asked), facts.items ?? [])
    if (isRefusal(lines)) return lines
    const quoted = { patient, lines, total: sumOf(lines), until: at + quoteMs }
    return [{ type: 'BasketQuoted', data: quoted }]
  },
  refusals: {
    quoted: 'This quote was given already. Open it, or ask for a new one.',
    withdrawn: '{name} is no longer sold. Choose something else.',
    max: 'At most {n} {name} in one order. Ask for {n} or fewer.',
  },
  next: ['place-order', 'quote-basket'],
})
