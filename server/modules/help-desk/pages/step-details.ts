import type { Envelope } from '#kernel/event.ts'
import type { ProcessEvent } from '#kernel/process-events.ts'
import type { Told } from '#kernel/process-life.ts'
import { printedSteps, type StepView } from '#kernel/progress.ts'
import type { StepLife } from '#kernel/step-life.ts'
import type { Say } from '#kernel/words.ts'

type Failure = { readonly error: string; readonly at: number }

/** The failed tries of one step, oldest first. */
function failuresOf(events: readonly Envelope[], step: string): readonly Failure[] {
  return events.flatMap((event) => {
    const { type, data } = event as Envelope & ProcessEvent
    return type === 'StepFailed' && data.step === step ? [{ error: data.error, at: event.at }] : []
  })
}

/** "Tried 5 times, 08:56 to 09:31. Same answer each time: “The shelf did not answer”." */
export function triesInWords(failures: readonly Failure[], say: Say): string | undefined {
  const [first, last] = [failures[0], failures.at(-1)]
  if (!first || !last) return undefined
  const [from, to] = [say.time(first.at).text, say.time(last.at).text]
  const times = from === to ? `at ${from}` : `${from} to ${to}`
  const isSame = failures.every(({ error }) => error === last.error)
  const answer = isSame ? 'Same answer each time' : 'The last answer'
  if (failures.length === 1) return `Tried once, ${times}. The answer: “${last.error}”`
  return `Tried ${failures.length} times, ${times}. ${answer}: “${last.error}”`
}

/** What a step's receipt says can be undone, or what a refusal said. */
function outcomeOf(life: StepLife | undefined): string | undefined {
  if (!life) return undefined
  if (life.state === 'rejected') return `Refused: ${life.error ?? 'without a reason'}`
  return life.state === 'succeeded' && life.undoneBy ? 'Can be undone' : undefined
}

/** The steps of a process for those who mend it: with tries, answers and what can be undone. */
export function detailedSteps(
  steps: readonly StepView[],
  { life }: Told,
  events: readonly Envelope[],
  say: Say,
) {
  const detailed = steps.map((view) => {
    const tries = triesInWords(failuresOf(events, view.step), say)
    const outcome = outcomeOf(life.steps.find(({ step }) => step === view.step))
    const remark = [view.remark, outcome, tries].filter(Boolean).join('. ')
    return remark ? { ...view, remark } : view
  })
  return printedSteps(detailed)
}

/** What a process has done that was not undone, with the receipt by which it can be. */
export function undoable({ life }: Told) {
  return life.steps
    .filter(({ state, undoneBy }) => state === 'succeeded' && undoneBy !== null)
    .map(({ step, undoneBy, receipt, target }) => ({ step, undoneBy, receipt, target }))
}
