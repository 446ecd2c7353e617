import { idOf } from '#kernel/event.ts'
import { reason, thing, tick } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { type ClinicSettings, clinicSettings } from '#modules/clinic/published.ts'
import { dateField } from '#values/date-field.ts'
import { emailField } from '#values/email.ts'
import { ageOn, dayOf } from '#values/local-time.ts'
import { nameField } from '#values/name.ts'
import { orNothing } from '#values/optional.ts'
import { parsePhone, phoneField } from '#values/phone.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'
import { readRegisterResult } from '../pages/register-result.ts'
import { type PersonRow, peopleLike, peopleOptions, personById } from '../published.ts'
import { adultAge, termsVersion } from '../terms.ts'

const fields = {
  given: nameField('Given name', { autocomplete: 'given-name' }),
  family: nameField('Family name', { optional: true, autocomplete: 'family-name' }),
  dob: dateField(
    'Date of birth',
    { from: '1900-01-01', autocomplete: 'bday' },
    { personal: true, hint: 'For example 14 3 1957' },
  ),
  email: emailField('E-mail', { optional: true }),
  phone: phoneField('Telephone', { optional: true }),
  noEmail: orNothing(
    reason('Why is there no e-mail address?', { personal: true, askedBy: 'no-email' }),
  ),
  guardian: orNothing(
    thing('Guardian', { hint: `Needed under ${adultAge}. Register the guardian first.` }),
  ),
  terms: tick('The terms were read and accepted', { must: 'The terms have to be accepted first.' }),
  anyway: orNothing(
    reason('Why is this somebody else?', { personal: true, askedBy: 'possible-duplicate' }),
  ),
}

// What may be left out on the form may be absent where a list is taken over.
type Form = {
  readonly given: string
  readonly dob: string
  readonly family?: string
  readonly email?: string
  readonly phone?: string
  readonly noEmail?: string | null
  readonly guardian?: string | null
  readonly anyway?: string | null
}

type Facts = {
  readonly clinic: ClinicSettings | undefined
  readonly alike: readonly { readonly id: string }[]
  readonly guardian: PersonRow | undefined
}

function reads({ data }: Asking<Form>) {
  return {
    clinic: clinicSettings(),
    alike: peopleLike(data?.dob ?? '', data?.given ?? '', data?.family ?? ''),
    guardian: personById(data?.guardian ?? ''),
  }
}

function contactRefusal(data: Form, country: string, role: string): Refusal | undefined {
  if (!data.email && !data.phone) return refuse('no-contact')
  if (data.phone && parsePhone(data.phone, country) === undefined) return refuse('phone')
  // A list that is taken over cannot be asked; the desk can.
  if (!data.email && !data.noEmail && role !== 'system') return refuse('no-email')
  return undefined
}

function ageRefusal(
  { dob, guardian }: Form,
  today: string,
  known: Facts['guardian'],
): Refusal | undefined {
  if (dob > today) return refuse('dob-future')
  if (ageOn(today, dob) >= adultAge) return undefined
  if (!guardian) return refuse('guardian-missing', { age: adultAge })
  if (!known) return refuse('guardian-unknown')
  if (known.dob !== '' && ageOn(today, known.dob) < adultAge) {
    return refuse('guardian-minor', { guardian, age: adultAge })
  }
  return undefined
}

/** Makes a person's record; the process then opens their wallet and settles the command. */
export const registerPatient = intent({
  name: 'register-patient',
  title: 'Register a patient',
  submit: 'Register',
  doing: 'Registering',
  done: 'They are registered, and their wallet is open',
  notDone: 'Not registered',
  on: person,
  creates: true,
  by: { receptionist: 'clinic', system: 'clinic' },
  fields,
  person: (_, id) => idOf(id),
  reads,
  choices: () => ({ guardian: peopleOptions() }),
  needs(state, { facts }) {
    if (!facts.clinic) return refuse('no-clinic')
    if (state.status !== 'none') return refuse('exists')
    return undefined
  },
  decide(_, { data, at, actor, facts }): readonly PersonEvents[] | Refusal {
    const { clinic, alike, guardian } = facts
    if (!clinic) return refuse('no-clinic')
    const no =
      contactRefusal(data, clinic.country, actor.role) ??
      ageRefusal(data, dayOf(at, clinic.zone), guardian)
    if (no) return no
    const like = alike[0]?.id ?? null
    if (like && !data.anyway && actor.role !== 'system')
      return refuse('possible-duplicate', { like })
    const { given, family = '', dob, email = '' } = data
    return [
      {
        type: 'PersonRegistered',
        data: {
          given,
          family,
          dob,
          email,
          phone: data.phone ? (parsePhone(data.phone, clinic.country) ?? '') : '',
          noEmail: email ? '' : (data.noEmail ?? ''),
          terms: termsVersion,
          guardian: data.guardian ?? null,
          anotherThan: data.anyway ? like : null,
          anotherBecause: like ? (data.anyway ?? '') : '',
        },
      },
    ]
  },
  answered: 'by-process',
  result: { read: readRegisterResult },
  refusals: {
    'possible-duplicate':
      'There may already be a record: {like:name}, born on the same day. Is this the same person? Use that record, or say below why this is somebody else.',
    'dob-future': 'The date of birth is in the future. Correct it and register again.',
    'no-contact': 'Give an e-mail address or a phone number, so that we can reach them.',
    'no-email':
      'Without an e-mail address we cannot send reminders or orders. Add one, or say why there is none.',
    phone:
      'That is no telephone number we could call. Check the digits, or write it with + and the country’s code.',
    'guardian-missing':
      'Under {age} somebody has to answer for them. Choose a guardian; register the guardian first if they are not here yet.',
    'guardian-unknown': 'We do not know that guardian. Choose one from the list.',
    'guardian-minor': '{guardian:name} is under {age} too. Choose an adult as guardian.',
    'no-clinic': 'There is no clinic yet, so nobody can be registered. Set up the clinic first.',
    exists: 'This record is there already. Nothing was changed. Open it instead.',
  },
  next: ['register-patient', 'top-up-wallet', 'place-order'],
})
