import { choice } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import type { ErasureReason } from '../record-events.ts'
import { recordRefusals } from '../record-words.ts'

/** Erases a record that was folded into somebody's who was erased: it was one and the same person. */
export const eraseFoldedRecord = intent({
  name: 'erase-folded-record',
  title: 'Erase a record that was folded into another',
  submit: 'Erase it',
  doing: 'Erasing the record',
  done: 'The record is erased',
  notDone: 'Not erased',
  on: person,
  by: { system: 'clinic' },
  fields: {
    because: choice<ErasureReason>('Why?', [
      { value: 'asked', text: 'Asked' },
      { value: 'mistake', text: 'Mistake' },
      { value: 'kept-long-enough', text: 'Kept long enough' },
    ]),
  },
  needs: (state) => (state.status === 'merged' ? undefined : refuse('not-folded')),
  decide: (_, { data: { because } }) => [{ type: 'PersonErased', data: { because, folded: [] } }],
  refusals: {
    ...recordRefusals,
    'not-folded':
      'This record was not folded into another one. Nothing was done; look at it first.',
  },
  next: [],
})
