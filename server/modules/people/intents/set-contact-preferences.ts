import { idOf } from '#kernel/event.ts'
import { choice, tick } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import { preferencesOf } from '../preferences.ts'

const channels = [
  { value: 'email', text: 'By e-mail' },
  { value: 'in-app', text: 'Here, when I sign in' },
  { value: 'none', text: 'Not at all' },
] as const

const leads = [
  { value: '48', text: 'Two days before' },
  { value: '24', text: 'One day before' },
  { value: '2', text: 'Two hours before' },
] as const

type Lead = (typeof leads)[number]['value']

const leadOf = (hours: number): Lead =>
  leads.find(({ value }) => Number(value) === hours)?.value ?? '24'

/** Says how a person wants to hear of what concerns them, and how long before a visit. */
export const setContactPreferences = intent({
  name: 'set-contact-preferences',
  title: 'Choose how to be reached',
  submit: 'Save the choices',
  doing: 'Saving the choices',
  done: 'The choices are saved',
  notDone: 'Nothing was changed',
  on: person,
  by: { patient: 'own', receptionist: 'clinic' },
  staleAfter: ['ContactPreferencesSet'],
  fields: {
    reminders: choice('Reminders of visits', channels),
    orders: choice('News of an order', channels),
    news: choice('News of the clinic', channels),
    before: choice('How long before a visit?', leads),
    anyway: tick('Call instead, with nothing written', { askedBy: 'none-left' }),
  },
  reads: ({ target }) => ({ chosen: preferencesOf(idOf(target)) }),
  prefill: (_, { chosen }) => ({ ...chosen, before: leadOf(chosen.before) }),
  needs: (state) => (state.status === 'open' ? undefined : refuse('not-open')),
  decide(_, { data }) {
    const { anyway, before, ...chosen } = data
    // News of the clinic tell nobody of their own visits and orders.
    if (chosen.reminders === 'none' && chosen.orders === 'none' && !anyway)
      return refuse('none-left')
    return [{ type: 'ContactPreferencesSet', data: { ...chosen, before: Number(before) } }]
  },
  refusals: {
    'not-open': 'This record is not open, so nothing on it can be changed. Look at the record.',
    'none-left':
      'Without e-mail and without a word here we can only call on the telephone. Save it anyway? Then tick below; or choose one way for reminders or orders.',
  },
  next: ['set-contact-preferences', 'change-contact-details'],
})
