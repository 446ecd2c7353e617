import { idOf } from '#kernel/event.ts'
import { reason } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dateField } from '#values/date-field.ts'
import { ageOn, dayOf } from '#values/local-time.ts'
import { nameField } from '#values/name.ts'
import { orNothing } from '#values/optional.ts'
import { person } from '../deciders/person.ts'
import type { Detail, PersonEvents } from '../events.ts'
import { type PersonRow, personById } from '../published.ts'
import { adultAge } from '../terms.ts'

type Form = {
  readonly given: string
  readonly family: string
  readonly dob: string
  readonly reason: string | null
}

function reads({ target }: Asking<Form>) {
  return { clinic: clinicSettings(), person: personById(idOf(target)) }
}

const corrections = (known: PersonRow, { given, family, dob }: Form) =>
  (
    [
      ['given name', known.given, given],
      ['family name', known.family, family],
      ['date of birth', known.dob, dob],
    ] satisfies readonly (readonly [Detail, string, string])[]
  ).filter(([, old, next]) => old !== next)

/** A child needs somebody who answers for them, whatever was on file before. */
function dobRefusal(known: PersonRow, data: Form, today: string, role: string) {
  if (known.dob === data.dob) return undefined
  if (data.dob > today) return refuse('dob-future')
  if (ageOn(today, data.dob) < adultAge && !known.guardian)
    return refuse('minor-dob', { person: known.id, age: adultAge })
  // People know when they were born; whoever changes it for them says how they know.
  if (role !== 'patient' && !data.reason) return refuse('reason-missing')
  return undefined
}

/** Puts a name or a birth date right. What stood there before stays in the history. */
export const correctDetails = intent({
  name: 'correct-details',
  title: 'Correct name or birth date',
  submit: 'Save the correction',
  doing: 'Correcting the details',
  done: 'The details are corrected',
  notDone: 'Nothing was changed',
  on: person,
  by: { patient: 'own', receptionist: 'clinic' },
  staleAfter: ['PersonDetailsCorrected'],
  fields: {
    given: nameField('Given name', { autocomplete: 'given-name' }),
    family: nameField('Family name', { optional: true, autocomplete: 'family-name' }),
    dob: dateField(
      'Date of birth',
      { from: '1900-01-01', autocomplete: 'bday' },
      { personal: true, hint: 'For example 14 3 1957' },
    ),
    reason: orNothing(
      reason('How do you know the birth date?', {
        personal: true,
        askedBy: 'reason-missing',
        optionalWords: 'needed where you change it',
      }),
    ),
  },
  reads,
  prefill: (_, { person: known }) =>
    known ? { given: known.given, family: known.family, dob: known.dob } : {},
  needs: (state) => (state.status === 'open' ? undefined : refuse('not-open')),
  decide(_, { data, at, actor, facts }): readonly PersonEvents[] | Refusal {
    const { clinic, person: known } = facts
    if (!clinic || !known) return refuse('not-open')
    const no = dobRefusal(known, data, dayOf(at, clinic.zone), actor.role)
    if (no) return no
    const changed = corrections(known, data)
    if (changed.length === 0) return refuse('same')
    return changed.map(([field, old, next]) => ({
      type: 'PersonDetailsCorrected',
      data: {
        field,
        old,
        new: next,
        reason: field === 'date of birth' ? (data.reason ?? '') : '',
      },
    }))
  },
  refusals: {
    'not-open': 'This record is not open, so nothing on it can be changed. Look at the record.',
    same: 'That is what stands here already. Change what is wrong, or leave it as it is.',
    'dob-future': 'The date of birth is in the future. Correct it and save again.',
    'minor-dob':
      'With this date of birth {person:name} is under {age}. Name a guardian first, then correct it.',
    'reason-missing':
      'You are changing a birth date for somebody else. Say below how you know, for example which paper you saw.',
  },
  next: ['correct-details', 'change-contact-details'],
})
