import { idOf } from '#kernel/event.ts'
import { choice, text, thing, wholeNumber } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { orNothing } from '#values/optional.ts'
import { order } from '../deciders/order.ts'
import type { Charge } from '../events/return-events.ts'
import { readRemakeResult } from '../pages/remake-result.ts'
import { itemsNamed } from '../projections/item-queries.ts'
import { handedLineOptions, openRemakeOf } from '../projections/return-queries.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals, remadeTwice } from '../words/order-words.ts'

type RemakeForm = {
  readonly line: string
  readonly quantity: number | null
  readonly what: string
  readonly charge: Charge
}

/** Orders a line, or a part of it, again because something is wrong with it, at no charge unless somebody says so. */
export const remakeOrder = intent({
  name: 'remake-order',
  title: 'Make again',
  intro: 'A new order is placed for the same, and goes the same way: prepared, ready, handed over.',
  submit: 'Have it made again',
  doing: 'Ordering it again',
  done: 'It is made again',
  notDone: 'Not made again',
  on: order,
  by: { dispenser: 'clinic', manager: 'clinic' },
  answered: 'by-process',
  staleAfter: ['RemakeOrdered'],
  result: { view: 'dispensary/order-result.njk', read: readRemakeResult },
  fields: {
    line: thing('What is made again?'),
    quantity: orNothing(
      wholeNumber(
        'How many of it?',
        { min: 1, max: 99 },
        { optionalWords: 'all of it, unless you say so' },
      ),
    ),
    what: text(
      'What is wrong with it?',
      { min: 10, max: 500 },
      {
        hint: 'Whoever makes it again reads this.',
      },
    ),
    charge: choice(
      'Is it paid again?',
      [
        { value: 'none', text: 'No, it costs nothing' },
        { value: 'full', text: 'Yes, at the full price' },
      ],
      { first: 'none', optionalWords: 'it is not, unless you say so' },
    ),
  },
  reads: ({ target, data, at }: Asking<RemakeForm>) => ({
    open: openRemakeOf(idOf(target), data?.line ?? ''),
    items: itemsNamed(data ? [data.line] : [], at),
  }),
  choices: ({ target }) => ({ line: handedLineOptions(idOf(target)) }),
  needs: (state) =>
    state.status === 'handed-over' || state.status === 'collected'
      ? undefined
      : notHanded(refusedAs(state)),
  decide(state, { data: { line, quantity: asked, what, charge }, facts, id }) {
    if (state.status !== 'handed-over' && state.status !== 'collected') return refuse('not-yet')
    const handed = state.lines.find(({ item }) => item === line)
    const known = facts.items?.find((one) => one.id === line)
    if (!handed || !known) return refuse('no-line')
    if (asked !== null && asked > handed.quantity) {
      return refuse('too-many', { n: handed.quantity, name: known.name })
    }
    if (facts.open) return refuse('twice', { number: facts.open.number })
    const quantity = asked ?? handed.quantity
    const total = charge === 'full' ? known.price * quantity : 0
    const { patient } = state
    const { name } = known
    const data = { order: id('remake'), patient, item: line, name, quantity, what, charge, total }
    return [{ type: 'RemakeOrdered', data }]
  },
  refusals: {
    ...orderRefusals,
    'not-yet': 'This order is not handed over yet. Put it back on the bench instead.',
    'no-line': 'That is not in this order. Choose one of its lines.',
    'too-many': 'They were given {n} {name}. At most that many can be made again.',
    twice: remadeTwice,
    'not-made':
      'The new order did not go through ({code}). Nothing was charged and nothing is held. Look at it to see why.',
  },
  next: ['start-preparing', 'return-items'],
})

function notHanded(refusal: ReturnType<typeof refuse>) {
  const isOver = ['no-order', 'cancelled', 'denied', 'lapsed', 'undone', 'settled']
  return isOver.includes(refusal.code) ? refusal : refuse('not-yet')
}
