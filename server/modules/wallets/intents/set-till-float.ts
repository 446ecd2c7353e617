import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { moneyField } from '#values/money.ts'
import { till } from '../deciders/till.ts'
import { tillStream } from '../till-queries.ts'

/** Says how much change lies in the drawer, where somebody put some in or took some out. */
export const setTillFloat = intent({
  name: 'set-till-float',
  title: 'Set the change in the drawer',
  intro: 'Coins and notes to give change with. They belong to the clinic and to nobody’s wallet.',
  submit: 'Set the change',
  doing: 'Setting the change',
  done: 'The change in the drawer is set',
  notDone: 'The change stays as it was',
  on: till,
  only: tillStream,
  by: { receptionist: 'clinic', manager: 'clinic' },
  staleAfter: ['TillFloatSet', 'TillClosed'],
  fields: { amount: moneyField('Change in the drawer', { min: 0, max: 100_000 }) },
  decide({ float }, { data: { amount } }) {
    if (amount === float) return refuse('same', { amount })
    return [{ type: 'TillFloatSet', data: { amount, was: float } }]
  },
  refusals: {
    same: 'It is {amount:money} already. Enter another amount, or leave it as it is.',
  },
  next: ['close-till', 'set-till-float'],
})
