import { reason } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { isWaitingForAnswer, standing } from '#kernel/mending.ts'
import type { ToldProcess } from '#kernel/process-told.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { caseDespite } from '../case-words.ts'
import { helpCase } from '../deciders/case.ts'
import type { CaseEvents } from '../events.ts'
import { mendRefusals, mostMoved, processOfCase, whyNotMended } from '../mending.ts'
import { readUndoResult } from '../pages/mend-result.ts'
import { readUndoCheck } from '../pages/undo-check.ts'

type Form = { readonly reason: string }

/** Up to so much may move without a manager, in minor units. */
const receptionistMax = 2_500

/** Why it cannot be undone as a whole: it goes on by itself, or an undo of it was tried and does not work. */
function whyNotUndone(known: ToldProcess): Refusal | undefined {
  const { life, state } = known.told
  if (life.settling) return refuse('settling', { title: life.settling.title })
  if (life.compensating && life.stuck) {
    return refuse('cannot', { step: life.stuck.step, error: life.stuck.error })
  }
  if (life.compensating) return refuse('undoing')
  const waits = known.process.waitsFor(state) !== undefined
  if (isWaitingForAnswer(life) || (life.stuck === null && !waits)) {
    return refuse('running', { since: life.changedAt })
  }
  return undefined
}

/** Undoes everything a process did, newest first, each by its receipt. It runs by itself, and may get stuck itself. */
export const undoProcess = intent({
  name: 'undo-process',
  title: 'Undo what was done',
  intro: 'Everything it did is undone, newest first. You see each part before anything is done.',
  submit: 'Undo all of it',
  doing: 'Undoing what was done',
  done: 'It is being undone',
  notDone: 'Not undone',
  takesAway: true,
  on: helpCase,
  by: { receptionist: 'clinic', manager: 'clinic' },
  despite: caseDespite,
  staleAfter: ['StepRetried', 'UndoStarted', 'StepSettledByHand', 'CaseClosed'],
  fields: { reason: reason('Why is it undone?', { personal: true }) },
  reads: (asking: Asking<Form>) => ({ stuck: processOfCase(asking) }),
  needs(state, { facts: { stuck }, actor }) {
    const refused = whyNotMended(state, stuck)
    if (refused || !stuck) return refused
    const stopped = whyNotUndone(stuck)
    if (stopped) return stopped
    const amount = mostMoved(
      stuck,
      standing(stuck.told.life).map(({ step }) => step),
    )
    return actor.role === 'receptionist' && amount > receptionistMax
      ? refuse('limit', { limit: receptionistMax, amount })
      : undefined
  },
  decide(_, { data, facts: { stuck } }): readonly CaseEvents[] | Refusal {
    if (!stuck) return refuse('no-process')
    return [{ type: 'UndoStarted', data: { process: stuck.stream, reason: data.reason } }]
  },
  checkFirst: true,
  check: { view: 'help-desk/undo-check.njk', read: readUndoCheck },
  result: { read: readUndoResult },
  refusals: {
    ...mendRefusals,
    cannot:
      '{step:step} cannot be undone: {error}. Settle that part by hand, or try that step again.',
    undoing: 'It is being undone already. Wait for what comes of it.',
    settling: 'It is being settled by hand already: {title}. Try again what did not work there.',
    limit:
      '{amount:money} would move, and over {limit:money} that takes a manager. Pass the case on to one.',
  },
  next: ['close-case', 'place-order', 'settle-by-hand'],
})
