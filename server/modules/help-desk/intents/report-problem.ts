import { idOf } from '#kernel/event.ts'
import { hidden, text, thing } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { actedForOptions, firstPeopleOptions } from '#modules/people/published.ts'
import { orNothing } from '#values/optional.ts'
import { pageAddress, told } from '../case-fields.ts'
import { caseDespite, helpers } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'
import { reportResult } from '../pages/report-result.ts'
import { openCaseAboutPage } from '../projections/report-queries.ts'

type Form = {
  readonly about: string
  readonly title: string
  readonly what: string
  readonly reach: string
  readonly patient: string | null
}

const nowhere: Pick<Form, 'about' | 'patient'> = { about: '/', patient: null }

/** How many people are listed: more are no list to choose from. */
const listedMax = 200

/** A patient reports for themselves and their wards, and is not shown who else there is. */
function patientsOf({ actor, at, typed }: Asking<Form>) {
  return actor.role === 'patient'
    ? actedForOptions(actor.id, at, 'guardian')
    : firstPeopleOptions(listedMax, typed?.['patient'] ?? '')
}

/** Puts what went wrong, on any page, before the help desk. What a patient reports waits for an answer. */
export const reportProblem = intent({
  name: 'report-problem',
  title: 'Report a problem',
  intro: 'Something is not right, or you have a question? We look into it and answer you.',
  submit: 'Report it',
  doing: 'Reporting the problem',
  done: 'We have it, and look into it',
  notDone: 'Not reported',
  on: helpCase,
  creates: true,
  by: { patient: 'own', ...helpers },
  despite: caseDespite,
  tellsOfPage: true,
  fields: {
    about: hidden(pageAddress('The page')),
    title: text('What is it about?', { max: 300, optional: true }, { personal: true }),
    patient: orNothing(
      thing('Whose matter is it?', { hint: 'Whoever is named here gets the answer.' }),
    ),
    what: told('What happened?', {
      min: 10,
      max: 2000,
      missing: 'Say what happened, in at least 10 characters.',
    }),
    reach: text(
      'How can we reach you?',
      { max: 200, optional: true },
      { personal: true, hint: 'If left empty, by mail or on this site.' },
    ),
  },
  // What is nobody's is sealed under a key of its own.
  person: ({ patient }, id) => patient ?? idOf(id),
  choices: (asking) => ({ patient: patientsOf(asking) }),
  prefill: ({ actor }) => (actor.role === 'patient' ? { patient: actor.id } : {}),
  reads: ({ data }: Asking<Form>) => ({ same: openCaseAboutPage(data ?? nowhere) }),
  decide(_, { data, actor, facts: { same } }): readonly CaseEvents[] | Refusal {
    if (same) return refuse('same', { number: same.number, at: same.openedAt, case: same.id })
    const { about: href, patient: person, title, what, reach } = data
    const about = { kind: 'thing', href } as const
    const opened = { about, process: '', step: '', error: '', tries: 0 }
    const told = { person, reporter: actor.id, title, what, reach }
    return [{ type: 'CaseOpened', data: { ...opened, ...told } }]
  },
  result: reportResult,
  refusals: {
    same: 'Case {number} about this is open since {at:day}. Add to it instead, so that all of it is in one place.',
  },
  next: [],
})
