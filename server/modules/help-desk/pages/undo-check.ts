import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import type { ProcessEvent } from '#kernel/process-events.ts'
import type { CaseEvents } from '../events.ts'
import { endsIn, processBefore, standstillOf, wordsOfStep } from './rehearsed.ts'

/** The state of `help-desk/undo-check.njk`: each done step, and what undoes it, newest first. */
export async function readUndoCheck(context: PageContext, events: readonly Envelope[]) {
  const started = (events as readonly (Envelope & CaseEvents)[]).find(
    ({ type }) => type === 'UndoStarted',
  )
  if (started?.type !== 'UndoStarted') return {}
  const { process: stream } = started.data
  const before = await processBefore(context, stream)
  const titleOf = (step: string) =>
    before?.steps.find((one) => one.step === step)?.title ?? step.replaceAll('-', ' ')
  const own = events.filter((event) => event.stream === stream) as readonly (Envelope &
    ProcessEvent)[]
  const undone = new Set(
    own.flatMap((event) => (event.type === 'StepUndone' ? [event.data.step] : [])),
  )
  const parts = own.flatMap((event) => {
    if (event.type !== 'StepSent' || event.data.undoes === undefined) return []
    const { undoes, step } = event.data
    const words = wordsOfStep(context, events, `${stream}/${step}`)
    const isUndone = undone.has(undoes)
    return [
      {
        step: undoes,
        state: isUndone ? 'done' : 'failed',
        title: titleOf(undoes),
        remark: isUndone ? words || 'Nothing of it is left' : 'Cannot be undone now',
      },
    ]
  })
  return {
    title: before?.row.title ?? '',
    parts,
    standstill: endsIn(events, stream) ? undefined : standstillOf(events, stream),
    ends: endsIn(events, stream),
  }
}
