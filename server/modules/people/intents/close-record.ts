import { idOf } from '#kernel/event.ts'
import { reason } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import { openItemsOf, openItemsRefusal, openItemsWords, wardsOf } from '../record-facts.ts'
import { recordRefusals, whyNotOpen } from '../record-words.ts'

/** Closes a record: everything of it can still be read, and nothing new is begun. It can be opened again. */
export const closeRecord = intent({
  name: 'close-record',
  title: 'Close the record',
  intro: 'Nothing new can be begun for them. What is on record stays, and it can be opened again.',
  submit: 'Close it',
  takesAway: true,
  doing: 'Closing the record',
  done: 'The record is closed',
  notDone: 'The record stays open',
  on: person,
  by: { manager: 'clinic' },
  fields: { because: reason('Why is it closed?', { personal: true }) },
  reads: ({ target }) => ({ ...openItemsOf(idOf(target)), wards: wardsOf(idOf(target)) }),
  needs: whyNotOpen,
  decide(_, { data: { because }, facts }) {
    const open = openItemsRefusal(facts)
    if (open) return open
    const [ward] = facts.wards
    if (ward) return refuse('wards', { ward })
    return [{ type: 'RecordClosed', data: { because } }]
  },
  refusals: {
    ...recordRefusals,
    ...openItemsWords,
    wards: 'They answer for {ward:name}. Set another guardian there first.',
  },
  next: ['reopen-record', 'erase-person'],
})
