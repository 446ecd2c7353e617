import type { AnyProcess } from './process.ts'
import { isStepUnderWay, type Told } from './process-life.ts'
import { resolvedByHand, type Settlement, type SettlingSend } from './steering.ts'
import type { ProcessLife, StepLife } from './step-life.ts'

/** What a person can do about a process that is stuck, told from what its stream says. Pure. */

/** The name under which a step is tried again: its own, or that of its undo. */
function nameOf(life: ProcessLife, { step, state, undoneBy }: StepLife): string {
  const isUndo = state === 'undoing' || (life.compensating && undoneBy !== null)
  return isUndo ? `undo:${step}` : step
}

const atFault: readonly StepLife['state'][] = ['given-up', 'rejected', 'failed', 'sent', 'undoing']

/** The step at which a process is stuck, by the name it is tried again under; nothing where it is at none. */
export function stepToRetry(life: ProcessLife): string | undefined {
  if (life.stuck === null) return undefined
  if (life.stuck.step !== '') return life.stuck.step
  const last = life.steps.findLast(({ state }) => atFault.includes(state))
  return last && nameOf(life, last)
}

/** What was done, stands, and could be undone: the newest last. */
export function standing({ steps }: ProcessLife): readonly StepLife[] {
  return steps.filter(
    ({ state, undoneBy }) => undoneBy !== null && state !== 'undone' && state !== 'settled',
  )
}

/** Steps of which nobody knows whether they were done. */
export function unanswered({ steps }: ProcessLife): readonly StepLife[] {
  return steps.filter(({ isUnanswered }) => isUnanswered)
}

/** Whether something that was sent is not answered yet. */
export function isWaitingForAnswer({ steps }: ProcessLife): boolean {
  return steps.some(isStepUnderWay)
}

/** What stands and is left as it is without a word: a settlement must not leave any of it. */
export function leftBy(life: ProcessLife, { sends, keeps = [] }: Settlement): readonly StepLife[] {
  const covered = new Set([...keeps, ...sends.flatMap(({ settles }) => settles ?? [])])
  return standing(life).filter(({ step }) => !covered.has(step))
}

/** The one way to end a process that knows none itself. */
export const doneOutside: Settlement = {
  as: 'done-outside',
  title: 'It was done, or is not needed any more',
  explains: 'Nothing of it stands here, so nothing is changed but that it counts as ended.',
  amount: 0,
  sends: [],
  ends: [{ do: 'answer', as: 'rejected', code: resolvedByHand }],
}

/** The ways in which a person may end a process by hand: its own, or the common one where nothing of it stands. */
export function settlementsOf(process: AnyProcess, { life, state }: Told): readonly Settlement[] {
  const own = process.settlements?.(state, life) ?? []
  return own.length > 0 || standing(life).length > 0 ? own : [doneOutside]
}

/** Everything that stands, given back newest first: by what undoes each step, with its receipt. */
export function givenBack(life: ProcessLife): readonly SettlingSend[] {
  return standing(life)
    .toReversed()
    .map(({ step, undoneBy, target, receipt }) => ({
      intent: undoneBy ?? '',
      target,
      data: receipt ?? {},
      settles: step,
    }))
}

/** Ends a process with everything left as it was done: because that is what is wanted, or it was done outside. */
export function leftAsItIs(
  life: ProcessLife,
  words: Pick<Settlement, 'title' | 'explains'>,
  ends: Settlement['ends'] = doneOutside.ends,
): Settlement {
  const keeps = standing(life).map(({ step }) => step)
  return { as: 'as-it-is', ...words, amount: 0, sends: [], keeps, ends }
}
