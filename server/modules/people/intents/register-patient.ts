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
import { registrationDecider } from '../deciders/registration.ts'
import { readRegisterResult } from '../pages/register-result.ts'
import { firstPeopleOptions, type PersonRow, peopleLike, personById } from '../published.ts'
import type { RegistrationEvents } from '../registration-events.ts'
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

/** Who asks is not known, so nothing may be told of who is on record. */
const isVisitor = (role: string) => role === 'visitor'

function contactRefusal(data: Form, country: string, role: string): Refusal | undefined {
  if (isVisitor(role) && !data.email) return refuse('email-needed')
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
  role: string,
): Refusal | undefined {
  if (dob > today) return refuse('dob-future')
  if (ageOn(today, dob) >= adultAge) return undefined
  // Who answers for a child is somebody on record, and those are nobody's to choose from.
  if (isVisitor(role)) return refuse('too-young', { age: adultAge })
  if (!guardian) return refuse('guardian-missing', { age: adultAge })
  if (!known) return refuse('guardian-unknown')
  if (known.dob !== '' && ageOn(today, known.dob) < adultAge) {
    return refuse('guardian-minor', { guardian, age: adultAge })
  }
  return undefined
}

/** How many people the list of guardians offers before somebody is chosen. */
const guardiansOffered = 50

function duplicateRefusal(
  { anyway }: Form,
  alike: Facts['alike'],
  role: string,
): Refusal | undefined {
  const like = alike[0]?.id
  if (!like || role === 'system') return undefined
  if (isVisitor(role)) return refuse('perhaps-known')
  return anyway ? undefined : refuse('possible-duplicate', { like })
}

/**
 * Begins a registration under the person's id. The process then makes the record, opens the wallet, writes
 * to them, and settles the command; what is refused on the way is undone, and nobody is registered.
 */
export const registerPatient = intent({
  name: 'register-patient',
  title: 'Register a patient',
  submit: 'Register',
  doing: 'Registering',
  done: 'They are registered, and their wallet is open',
  notDone: 'Not registered',
  on: registrationDecider,
  creates: true,
  by: { receptionist: 'clinic', visitor: 'clinic', system: 'clinic' },
  fields,
  person: (_, id) => idOf(id),
  reads,
  choices: ({ actor, typed }) => ({
    guardian: firstPeopleOptions(
      isVisitor(actor.role) ? 0 : guardiansOffered,
      typed?.['guardian'] ?? '',
    ),
  }),
  needs(state, { facts }) {
    if (!facts.clinic) return refuse('no-clinic')
    if (state.status !== 'none') return refuse('exists')
    return undefined
  },
  decide(_, { data, at, actor, facts }): readonly RegistrationEvents[] | Refusal {
    const { clinic, alike, guardian } = facts
    if (!clinic) return refuse('no-clinic')
    const no =
      contactRefusal(data, clinic.country, actor.role) ??
      ageRefusal(data, dayOf(at, clinic.zone), guardian, actor.role) ??
      duplicateRefusal(data, alike, actor.role)
    if (no) return no
    const like = alike[0]?.id ?? null
    const { given, family = '', dob, email = '' } = data
    return [
      {
        type: 'RegistrationStarted',
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
          hasEmail: email !== '',
          ifAlike: like || actor.role === 'system' ? 'go-on' : 'refuse',
        },
      },
    ]
  },
  answered: 'by-process',
  result: { read: readRegisterResult },
  refusals: {
    'possible-duplicate':
      'There may already be a record: {like:initials}, born on the same day. Is this the same person? Use that record, or say below why this is somebody else.',
    'perhaps-known':
      'If you were here before, we have sent you a sign-in link. Look into your mail, or call us.',
    'dob-future': 'The date of birth is in the future. Correct it and register again.',
    'no-contact': 'Give an e-mail address or a phone number, so that we can reach them.',
    'email-needed':
      'Give your e-mail address: that is how you sign in. Without one, please register at the desk.',
    'too-young':
      'Under {age} somebody has to answer for you. Please come to the desk with them, or let them call us.',
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
    'no-record':
      'The record could not be made, so nothing was kept. Register again; if it stays so, call us.',
    'no-wallet':
      'The wallet could not be opened, so the record was taken back as well. Register again; if it stays so, call us.',
    'no-welcome':
      'The welcome mail could not be written, so wallet and record were taken back. Register again; if it stays so, call us.',
    'no-confirmation':
      'The e-mail address could not be confirmed, so wallet and record were taken back. Register again; if it stays so, call us.',
    'not-completed':
      'The registration could not be completed, so wallet and record were taken back. Register again; if it stays so, call us.',
    undone: 'The registration was taken back at the help desk. Nothing was kept. Register again.',
  },
  next: ['register-patient', 'top-up-wallet', 'place-order'],
})
