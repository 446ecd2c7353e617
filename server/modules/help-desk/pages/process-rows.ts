import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { ProcessEvent } from '#kernel/process-events.ts'
import type { Look } from './drawing.ts'
import { typeInWords } from './map-words.ts'

/** Where something of a process happens: on a stream, or one of these two. */
export const outside = 'outside'
export const itself = 'process'

/** One line of a process's timeline: something that goes from one place to another, or happens in one. */
export type TimelineRow = {
  readonly at: number
  readonly from: string
  readonly to: string
  readonly text: string
  readonly look: Look
  /** How long it took, in ms, where it is the answer to something sent. */
  readonly tookMs?: number
  /** The step that is tried again in vain, so that its tries can be told as one. */
  readonly trial?: string
}

type Known = {
  /** The command that began the process. */
  readonly command: string
  wordsOf(event: Envelope): string
}

type Sent = Extract<ProcessEvent, { type: 'StepSent' }>['data']

/** What a process sent, by the command's id: answers come from where it was sent. */
function sentSteps(events: readonly Envelope[]) {
  const sent = events.filter(({ type }) => type === 'StepSent')
  return new Map(
    sent.map(({ at, data }) => {
      const { command, target } = data as Sent
      return [command, { at, target }] as const
    }),
  )
}

type SentSteps = ReturnType<typeof sentSteps>

function answer(event: Envelope, text: string, look: Look, sent: SentSteps): TimelineRow {
  const { at, data } = event
  const known = sent.get(String((data as { command?: string }).command))
  const row = { at, from: known?.target ?? itself, to: itself, text, look }
  return known ? { ...row, tookMs: at - known.at } : row
}

function ownRow(event: Envelope, sent: SentSteps, known: Known): TimelineRow {
  const { at } = event
  const one = event as Envelope & ProcessEvent
  const inside = { at, from: itself, to: itself }
  switch (one.type) {
    case 'EventNoted':
      return {
        at,
        from: one.data.stream,
        to: itself,
        text: typeInWords(one.data.type),
        look: 'plain',
      }
    case 'StepSent': {
      const { intent, target, attempt, step } = one.data
      const row = { at, from: itself, to: target, look: 'plain' } as const
      return attempt > 1
        ? { ...row, text: `${intent}, try ${attempt}`, trial: step }
        : { ...row, text: intent }
    }
    case 'StepSucceeded':
      return answer(event, 'done', 'good', sent)
    case 'StepUndone':
      return answer(event, 'taken back', 'good', sent)
    case 'StepRejected':
      return answer(event, `refused: ${one.data.code}`, 'bad', sent)
    case 'StepFailed':
      return { ...answer(event, 'failed', 'bad', sent), trial: one.data.step }
    case 'StepAskedAgain':
      return { ...inside, text: 'nobody answered', look: 'bad', trial: one.data.step }
    case 'TimerFired': {
      const [kind, ...step] = one.data.name.split(':')
      const row = { ...inside, text: `the time “${one.data.name}” came`, look: 'plain' } as const
      return kind === 'retry' || kind === 'ask' ? { ...row, trial: step.join(':') } : row
    }
    default: {
      const isBad = one.type === 'ProcessStuck' || one.type === 'StepGivenUp'
      const look = isBad ? 'bad' : one.type === 'ProcessEnded' ? 'good' : 'plain'
      return { ...inside, text: known.wordsOf(event), look }
    }
  }
}

/** The command that began it comes from the outside, and is answered there. */
function commandRow({ type, at, data }: Envelope): TimelineRow | undefined {
  if (type === 'CommandReceived') {
    const { intent } = data as { intent: string }
    return { at, from: outside, to: itself, text: intent, look: 'plain' }
  }
  const answers: Readonly<Record<string, readonly [string, Look]>> = {
    CommandSucceeded: ['answered: done', 'good'],
    CommandRejected: ['answered: refused', 'bad'],
    CommandFailed: ['answered: failed', 'bad'],
  }
  const [text, look] = answers[type] ?? []
  return text && look ? { at, from: itself, to: outside, text, look } : undefined
}

function otherRow(event: Envelope, { command }: Known): TimelineRow | undefined {
  const { stream, type, at } = event
  const category = categoryOf(stream)
  if (category === 'command') return stream.endsWith(command) ? commandRow(event) : undefined
  if (category.startsWith('process.')) return undefined
  const isMail = type === 'MessageQueued'
  return {
    at,
    from: stream,
    to: isMail ? outside : stream,
    text: isMail ? 'into the outbox' : typeInWords(type),
    look: 'plain',
  }
}

/** Tries in vain of one step that follow each other are told as one. */
function condensed(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  const runs: TimelineRow[][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (row.trial !== undefined && last?.[0]?.trial === row.trial) last.push(row)
    else runs.push([row])
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)]
    if (!first || !last || run.length < 4) return run
    const tries = run.filter(({ text }) => text === 'failed' || text === 'nobody answered').length
    return [{ ...last, text: `${tries} tries in vain`, tookMs: last.at - first.at, look: 'bad' }]
  })
}

/**
 * What happened around a process, in order: its own events, and beside them what its commands did
 * elsewhere. Only what `shown` spans is told.
 */
export function timelineRows(
  all: readonly Envelope[],
  shown: readonly Envelope[],
  others: readonly Envelope[],
  known: Known,
): readonly TimelineRow[] {
  const sent = sentSteps(all)
  const noted = new Set(
    all.flatMap(({ type, data }) =>
      type === 'EventNoted' ? [(data as { position: number }).position] : [],
    ),
  )
  const beside = others.filter(({ position }) => !noted.has(position))
  const rows = [
    ...shown.map((event) => ({ position: event.position, row: ownRow(event, sent, known) })),
    ...beside.flatMap((event) => {
      const row = otherRow(event, known)
      return row ? [{ position: event.position, row }] : []
    }),
  ]
  return condensed(
    rows.toSorted((one, other) => one.position - other.position).map(({ row }) => row),
  )
}
