import { idOf } from '#kernel/event.ts'
import { choice, reason, thing, wholeNumber } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { refundLimit } from '#modules/wallets/published.ts'
import { order } from '../deciders/order.ts'
import { readReturnResult } from '../pages/return-result.ts'
import { handedLineOptions, returnableIn } from '../projections/return-queries.ts'
import { leftToReturn, returnsUntil } from '../rules/returns.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'
import { returnRefusals } from '../words/return-words.ts'

/** Takes back what was handed over: its process refunds it, and puts it on the shelf or writes it off. */
export const returnItems = intent({
  name: 'return-items',
  title: 'Return items',
  submit: 'Take them back',
  doing: 'Taking them back',
  done: 'They are taken back',
  notDone: 'Not taken back',
  on: order,
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic' },
  answered: 'by-process',
  staleAfter: ['ReturnStarted', 'ItemsReturned', 'ReturnRefused'],
  result: { view: 'dispensary/order-result.njk', read: readReturnResult },
  fields: {
    line: thing('What comes back?'),
    quantity: wholeNumber(
      'How many?',
      { min: 1, max: 99, first: 1 },
      { optionalWords: 'one if left empty' },
    ),
    condition: choice('How does it come back?', [
      { value: 'sealed', text: 'Sealed: it goes back on the shelf' },
      { value: 'opened', text: 'Opened: it is written off' },
    ]),
    reason: reason('Why does it come back?', { hint: 'It stands on the statement.' }),
    refund: choice('What do they get for it?', [
      { value: 'refund', text: 'The money back, into the wallet' },
      { value: 'exchange', text: 'No money: it is exchanged' },
    ]),
  },
  reads: ({ target }) => ({ returnable: returnableIn(idOf(target)) }),
  choices: ({ target }) => ({ line: handedLineOptions(idOf(target)) }),
  needs(state, { at, actor, person }) {
    if (state.status !== 'handed-over' && state.status !== 'collected') return notHanded(state)
    if (person === actor.id) return refuse('self')
    const { lines, returns } = state
    const isAnyLeft = lines.some(({ item }) => leftToReturn(lines, returns, item) > 0)
    if (!isAnyLeft) return refuse('all-back')
    const until = returnsUntil(state.on)
    return at > until && actor.role !== 'manager' ? refuse('too-late', { until }) : undefined
  },
  decide(state, { data, facts, actor, command }) {
    if (state.status !== 'handed-over' && state.status !== 'collected') return notHanded(state)
    const { line, quantity, condition, reason: why, refund } = data
    const known = state.priced.find(({ item }) => item === line)
    if (!known) return refuse('no-line')
    const { name, price, stocked } = known
    if (!facts.returnable?.has(line)) return refuse('not-returnable', { name })
    const left = leftToReturn(state.lines, state.returns, line)
    if (quantity > left) return refuse('over', { left, asked: quantity, name })
    const amount = refund === 'refund' ? price * quantity : 0
    // What the desk may not refund by itself waits for a second person here as well.
    const asks = amount > refundLimit && actor.role !== 'manager'
    const back = { return: command, item: line, name, quantity, condition, amount }
    return [{ type: 'ReturnStarted', data: { ...back, stocked, asks, reason: why } }]
  },
  refusals: { ...orderRefusals, ...returnRefusals },
  next: ['remake-order', 'return-items', 'place-order'],
})

function notHanded(state: Parameters<typeof refusedAs>[0]): Refusal {
  const refusal = refusedAs(state)
  const isOver = ['none', 'cancelled', 'denied', 'lapsed', 'undone', 'settled']
  return isOver.includes(state.status) ? refusal : refuse('not-yet')
}
