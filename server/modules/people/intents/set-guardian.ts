import { idOf } from '#kernel/event.ts'
import { thing } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { ageOn, dayOf } from '#values/local-time.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'
import { firstPeopleOptions, personById } from '../published.ts'
import { recordRefusals, whyNotOpen } from '../record-words.ts'
import { adultAge } from '../terms.ts'

/** How many people are listed: more are no list to choose from. */
const listedMax = 200

type Form = { readonly guardian: string }

function reads({ target, data }: Asking<Form>) {
  return {
    clinic: clinicSettings(),
    ward: personById(idOf(target)),
    guardian: personById(data?.guardian ?? ''),
  }
}

/** Says who answers for a child; whoever did so before does not any more. */
export const setGuardian = intent({
  name: 'set-guardian',
  title: 'Set the guardian',
  submit: 'Set the guardian',
  doing: 'Setting the guardian',
  done: '{guardian:name} answers for them now',
  notDone: 'The guardian stays as it was',
  on: person,
  by: { receptionist: 'clinic', manager: 'clinic', system: 'clinic' },
  staleAfter: ['GuardianSet', 'GuardianEnded'],
  fields: {
    guardian: thing('Guardian', { hint: 'Register them first if they are not here yet.' }),
  },
  reads,
  choices: ({ typed }) => ({ guardian: firstPeopleOptions(listedMax, typed?.['guardian'] ?? '') }),
  needs(state, { at, facts: { clinic, ward } }) {
    const no = whyNotOpen(state)
    if (no) return no
    if (!clinic || !ward?.dob) return refuse('no-birth-date')
    return ageOn(dayOf(at, clinic.zone), ward.dob) < adultAge
      ? undefined
      : refuse('of-age', { age: adultAge })
  },
  decide(_, { data, at, target, facts }): readonly PersonEvents[] | Refusal {
    const { clinic, guardian, ward } = facts
    if (!guardian || !clinic) return refuse('unknown')
    if (guardian.id === idOf(target)) return refuse('self')
    if (guardian.id === ward?.guardian) return refuse('already', { guardian: guardian.id })
    const isMinor = guardian.dob !== '' && ageOn(dayOf(at, clinic.zone), guardian.dob) < adultAge
    if (isMinor) return refuse('minor', { guardian: guardian.id, age: adultAge })
    return [{ type: 'GuardianSet', data: { guardian: data.guardian } }]
  },
  refusals: {
    ...recordRefusals,
    'no-birth-date':
      'Without a birth date nobody can say whether a guardian is needed. Correct the record first.',
    'of-age': 'From {age} on people answer for themselves. Name a proxy instead.',
    unknown: 'We do not know that guardian. Choose one from the list.',
    self: 'Nobody is their own guardian. Choose somebody else.',
    minor: '{guardian:name} is under {age} too. Choose an adult as guardian.',
    already: '{guardian:name} answers for them already. Nothing was changed.',
  },
  next: ['end-guardian'],
})
