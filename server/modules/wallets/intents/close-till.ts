import { hidden, text, wholeNumber } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { moneyField } from '#values/money.ts'
import { till } from '../deciders/till.ts'
import { readTillResult } from '../pages/till-result.ts'
import { counts, differencesIn, expectedIn } from '../till-counting.ts'
import type { TillEvents } from '../till-events.ts'
import { countField } from '../till-fields.ts'
import { tillStream, tillSums } from '../till-queries.ts'

/** Closes the till: what was counted beside what the books expect, and why it differs if it does. */
export const closeTill = intent({
  name: 'close-till',
  title: 'Close the till',
  intro:
    'Count first, then look at what is expected: the page of the till tells it. What you leave in the drawer is the change that the next time begins with.',
  submit: 'Close the till',
  doing: 'Closing the till',
  done: 'The till is closed',
  notDone: 'The till stays open',
  on: till,
  only: tillStream,
  by: { receptionist: 'clinic', manager: 'clinic' },
  staleAfter: ['TillClosed'],
  fields: {
    // A drawer holds nothing or more; a day's cards and transfers may come to less than nothing.
    cash: moneyField('Cash in the drawer, change included', { min: 0 }),
    card: countField('Card terminal’s total', {
      hint: 'From its slip of the day. 0 if nobody paid by card.',
    }),
    transfer: countField('Bank transfers', {
      hint: 'From the bank’s statement, with a minus where more was paid out: -25.00',
    }),
    left: moneyField(
      'Cash left in the drawer',
      { min: 0 },
      { hint: 'The change for the next time. The rest goes to the bank.' },
    ),
    explanation: text(
      'Why does it differ?',
      { min: 3, max: 300, optional: true },
      {
        askedBy: 'difference',
        optionalWords: 'unless it is right now',
        hint: 'As far as you know. Name nobody: this is kept for good.',
      },
    ),
    seen: hidden(wholeNumber('Movements seen', { min: 0, max: 999_999_999 })),
  },
  reads: () => ({ clinic: clinicSettings(), sums: tillSums() }),
  prefill: (_, { sums }) => ({ seen: sums.moves }),
  needs({ closedAt }, { facts: { clinic, sums } }) {
    if (!clinic) return refuse('no-clinic')
    if (sums.moves > 0) return undefined
    return closedAt === null ? refuse('nothing') : refuse('closed', { at: closedAt })
  },
  decide({ closings, float }, { data, facts }): readonly TillEvents[] | Refusal {
    const { clinic, sums } = facts
    if (!clinic) return refuse('no-clinic')
    const { cash, card, transfer, left, explanation = '', seen } = data
    if (seen !== sums.moves) return refuse('came-in')
    if (left > cash) return refuse('left', { left, cash })
    const expected = expectedIn(sums, float)
    const counted = { cash, card, transfer }
    const difference = counts((method) => counted[method] - expected[method])
    const differs = differencesIn(expected, counted, clinic.currency)
    if (differs !== '' && explanation === '')
      return refuse('difference', { differs, expected, counted, difference })
    const said = differs === '' ? '' : explanation
    const number = closings + 1
    const closed = { number, float, expected, counted, difference, left, explanation: said }
    return [{ type: 'TillClosed', data: closed }]
  },
  result: { read: readTillResult },
  refusals: {
    difference: '{differs} Count again and correct it below, or say why it differs.',
    'came-in':
      'Money moved while you counted, so this count may lack it. Look at the till, count again and close it then.',
    left: 'No more than the {cash:money} that you counted can stay in the drawer; you wrote {left:money}. Enter less.',
    closed:
      'The till was closed on {at:moment}, and nothing has moved since. Close it once something has.',
    nothing: 'Nothing has come in yet, so there is nothing to count. Record a top-up first.',
    'no-clinic': 'There is no clinic yet, so there is no till. Set up the clinic first.',
  },
  next: ['close-till'],
})
