import type { Envelope } from '#kernel/event.ts'
import type { PlannedStep } from '#kernel/process.ts'
import type { RetryEvents, TriedCase, TryOutcome } from '../retry-events.ts'

const outcomes: Readonly<Record<TryOutcome, { readonly state: string; readonly words: string }>> = {
  'went-on': { state: 'done', words: 'It goes on' },
  same: { state: 'failed', words: 'The same answer came back' },
  other: { state: 'failed', words: 'It got stuck again, with another answer' },
  'under-way': { state: 'under-way', words: 'Not answered yet' },
  'not-tried': { state: 'failed', words: 'It could not be tried' },
}

/** One of many as `ui/steps.njk` takes it; without an outcome it was not tried. */
export function triedStep({ number }: TriedCase, outcome: TryOutcome | undefined) {
  const known = outcome && outcomes[outcome]
  return {
    title: `Case ${number}`,
    state: known?.state ?? 'not-begun',
    remark: known?.words ?? 'Not tried yet',
  }
}

/** A step's name in words, as its map says it: `undo:hold-money` → "Undo: hold money". */
export function stepTitle(step: PlannedStep['step']): string {
  const words = step.replaceAll('-', ' ').replace(':', ': ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Which were tried again together, and what came of each so far; nothing where none were. */
export function triedIn(events: readonly Envelope[]) {
  const known = events as readonly (Envelope & RetryEvents)[]
  const started = known.find(({ type }) => type === 'RetryManyStarted')
  if (started?.type !== 'RetryManyStarted') return undefined
  const outcomes = new Map<string, TryOutcome>(
    known.flatMap((event) =>
      event.type === 'OneRetried' ? [[event.data.case, event.data.outcome] as const] : [],
    ),
  )
  const ended = known.find(({ type }) => type === 'RetryManyEnded')
  const stops = ended?.type === 'RetryManyEnded' && ended.data.error !== ''
  return { ...started.data, outcomes, stops }
}
