import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import { recordRefusals, whyNotKept } from '../record-words.ts'

/** Opens a record again that was closed. */
export const reopenRecord = intent({
  name: 'reopen-record',
  title: 'Open the record again',
  submit: 'Open it again',
  doing: 'Opening the record',
  done: 'The record is open again',
  notDone: 'The record stays closed',
  on: person,
  by: { manager: 'clinic' },
  despite: ['record-closed'],
  fields: { because: reason('Why is it opened again?', { personal: true }) },
  needs: (state) => (state.status === 'open' ? refuse('open') : whyNotKept(state)),
  decide: (_, { data: { because } }) => [{ type: 'RecordReopened', data: { because } }],
  refusals: {
    ...recordRefusals,
    open: 'This record is open. Nothing has to be done.',
  },
  next: ['close-record'],
})
