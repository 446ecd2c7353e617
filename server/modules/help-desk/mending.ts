import { idOf } from '#kernel/event.ts'
import type { Asking } from '#kernel/intent.ts'
import { isWaitingForAnswer } from '#kernel/mending.ts'
import { processTold, type ToldProcess } from '#kernel/process-told.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { caseRefusals, whyNotOpen } from './case-words.ts'
import type { Case } from './deciders/case.ts'

/** The process that a case is about, as it stands when somebody decides about it. */
export function processOfCase({ target, process }: Pick<Asking<unknown>, 'target' | 'process'>) {
  return processTold(process, 'SELECT about_stream FROM {cases} WHERE id = ?', idOf(target))
}

/** Why nothing can be mended on a case: it is closed, or about no process, or that has ended. */
export function whyNotMended(state: Case, known: ToldProcess | undefined): Refusal | undefined {
  const closed = whyNotOpen(state)
  if (closed) return closed
  if (!known) return refuse('no-process')
  const { ended } = known.told.life
  return ended === null ? undefined : refuse('ended', { process: known.process.title, as: ended })
}

/** Why a process that is to be mended is none: it goes on by itself. */
export function whyRunning({ told: { life } }: ToldProcess): Refusal | undefined {
  const running = life.steps.findLast(({ nextAt }) => nextAt !== null)
  if (life.stuck !== null && !isWaitingForAnswer(life)) return undefined
  return running?.nextAt
    ? refuse('waits', { step: running.step, at: running.nextAt })
    : refuse('running', { since: life.changedAt })
}

/** The most money that one step of what stands has moved, in minor units. */
export function mostMoved({ told, events }: ToldProcess, steps: readonly string[]): number {
  const amounts = told.life.steps
    .filter(({ step }) => steps.includes(step))
    .map(({ command, receipt }) => {
      const sent = events.findLast(
        ({ type, data }) =>
          type === 'StepSent' && (data as { command: string }).command === command,
      )
      const { data } = (sent?.data ?? {}) as { data?: { amount?: unknown } }
      return Number(data?.amount ?? (receipt as { amount?: unknown } | null)?.amount ?? 0)
    })
  return Math.max(0, ...amounts.filter(Number.isFinite))
}

/** Who mends: everybody whose work gets stuck. */
export const mendRefusals: Readonly<Record<string, string>> = {
  ...caseRefusals,
  'no-process':
    'This case is about nothing that could be tried again, undone or settled here. Note what you did, and close it.',
  ended: 'It has ended meanwhile: {as}. There is nothing left to mend; look at what came of it.',
  running: 'It is already being tried, since {since:time}. Wait for what comes of it.',
  waits: '{step:step} is tried again by itself at {at:time}. Wait for what comes of it.',
}
