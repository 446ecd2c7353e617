import { choice, text } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { stepToRetry } from '#kernel/mending.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { addDays, dayOf, readLocal } from '#values/local-time.ts'
import { caseDespite } from '../case-words.ts'
import { type Case, helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'
import { mendRefusals, processOfCase, whyNotMended, whyRunning } from '../mending.ts'
import { readTryResult } from '../pages/mend-result.ts'

type Form = { readonly when: 'now' | 'later'; readonly time: string }

/** After so many tries by hand with the same error one more is no help. */
const triesMax = 5

const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/

/** The next time at which the clinic's clock says so, in ms; nothing where none does, or it is no time of day. */
function nextAt(time: string, zone: string, now: number): number | undefined {
  const [, hour, minute] = clock.exec(time.trim()) ?? []
  if (!hour || !minute) return undefined
  const today = dayOf(now, zone)
  const readings = [today, addDays(today, 1)].map((day) =>
    readLocal(`${day}T${hour.padStart(2, '0')}:${minute}`, zone),
  )
  // A time that the clocks leave out is taken an hour later, one that they repeat the first time.
  const times = readings.map((one) =>
    one.kind === 'once' ? one.at : one.kind === 'twice' ? one.first : one.after,
  )
  return times.find((at) => at > now)
}

function whyEnough(state: Case, step: string, error: string, tries: number): Refusal | undefined {
  const retried = state.status === 'none' ? null : state.retried
  const isSame = retried?.step === step && retried.error === error
  return isSame && retried.times >= triesMax ? refuse('five-times', { tries, error }) : undefined
}

/** Has the step at which a process is stuck tried again: the same step, so what was done is not done twice. */
export const tryAgain = intent({
  name: 'try-again',
  title: 'Try again',
  intro:
    'The step that did not work is sent once more, under the same name: what was done already is not done twice.',
  submit: 'Try again',
  doing: 'Trying again',
  done: 'It is tried again',
  notDone: 'Not tried again',
  on: helpCase,
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', system: 'clinic' },
  despite: caseDespite,
  staleAfter: ['StepRetried', 'UndoStarted', 'StepSettledByHand', 'CaseClosed'],
  fields: {
    when: choice('When?', [
      { value: 'now', text: 'Now' },
      { value: 'later', text: 'Later, at a time' },
    ]),
    time: text('Time', { max: 5, optional: true }, { hint: 'Only for later, for example 14:30' }),
  },
  reads: (asking: Asking<Form>) => ({ stuck: processOfCase(asking), clinic: clinicSettings() }),
  prefill: (): Partial<Form> => ({ when: 'now' }),
  needs(state, { facts: { stuck } }) {
    const refused = whyNotMended(state, stuck)
    if (refused || !stuck) return refused
    const { life } = stuck.told
    const running = whyRunning(stuck)
    if (running || !life.stuck) return running
    const step = stepToRetry(life)
    if (step === undefined) return refuse('no-step', { error: life.stuck.error })
    return whyEnough(state, step, life.stuck.error, life.stuck.tries)
  },
  decide(_, { data, facts: { stuck, clinic }, at: now }): readonly CaseEvents[] | Refusal {
    const life = stuck?.told.life
    const step = life && stepToRetry(life)
    if (!stuck || !life?.stuck || step === undefined) return refuse('no-process')
    const at = data.when === 'now' ? null : nextAt(data.time, clinic?.zone ?? 'UTC', now)
    if (at === undefined) return refuse('no-time', { time: data.time })
    const { error } = life.stuck
    return [{ type: 'StepRetried', data: { process: stuck.stream, step, at, error } }]
  },
  result: { read: readTryResult },
  refusals: {
    ...mendRefusals,
    'no-step':
      'It does not stand at a step that could be sent again: {error}. Undo what was done, or settle it by hand.',
    'no-time': 'Say at which time, for example 14:30, or choose to try it now.',
    'five-times': 'Tried {tries} times, same answer: {error}. Undo it or settle it by hand?',
  },
  next: ['undo-process', 'settle-by-hand', 'try-again'],
})
