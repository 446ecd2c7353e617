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
import { registrationRefusals } from '../registration-words.ts'
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
  titles: { visitor: 'Register with us' },
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
  refusals: registrationRefusals,
  next: ['register-patient', 'top-up-wallet', 'place-order'],
})
