import type { Envelope } from './event.ts'
import type { PageContext } from './page.ts'
import type { AnyProcess } from './process.ts'
import type { Told } from './process-life.ts'
import { type ShownStep, showSteps } from './shown-steps.ts'
import type { StepLife } from './step-life.ts'
import { fill, type Moment, type Say } from './words.ts'

/** One step of a process in the reader's words; `at` is when it last changed. */
export type StepView = {
  readonly step: string
  readonly state: 'done' | 'under-way' | 'failed' | 'not-begun'
  readonly title: string
  readonly remark?: string
  readonly at?: Moment
}

const states: Readonly<Record<StepLife['state'], StepView['state']>> = {
  sent: 'under-way',
  succeeded: 'done',
  rejected: 'failed',
  failed: 'under-way',
  'given-up': 'failed',
  undoing: 'under-way',
  undone: 'done',
  settled: 'done',
}

const wordsFor = {
  done: 'done',
  'under-way': 'doing',
  failed: 'todo',
  'not-begun': 'todo',
} as const

function remarkOf(life: StepLife, say: Say): string | undefined {
  if (life.state === 'undone') return 'Undone since'
  if (life.state === 'settled') return 'Settled by hand since'
  if (life.askAt !== null) return `Not answered yet, is asked again at ${say.time(life.askAt).text}`
  if (life.state === 'undoing') return 'Is being undone'
  if (life.nextAt === null) return undefined
  return `Did not work yet, is tried again at ${say.time(life.nextAt).text}`
}

function stepView({ step, words, facts, life }: ShownStep, say: Say): StepView {
  const state = life ? states[life.state] : 'not-begun'
  const remark = life && remarkOf(life, say)
  return {
    step,
    state,
    title: fill(words[wordsFor[state]], { ...facts }, say),
    ...(remark ? { remark } : {}),
    ...(life && state !== 'not-begun' ? { at: say.time(life.changedAt) } : {}),
  }
}

/** How far a process came, step by step, those not begun included. */
export function progressOf(process: AnyProcess, told: Told, say: Say): readonly StepView[] {
  return showSteps(process, told).map((step) => stepView(step, say))
}

/** Steps as `ui/steps.njk` takes them. */
export function printedSteps(steps: readonly StepView[]) {
  return steps.map(({ at, ...step }) => ({ ...step, ...(at ? { at: at.text } : {}) }))
}

/**
 * Events as `ui/timeline.njk` takes them: by days, newest first, each in its description's words;
 * `hrefOf` may lead to the thing that one is about.
 */
export function timelineOf(
  context: PageContext,
  events: readonly Envelope[],
  hrefOf: (event: Envelope) => string | undefined = () => undefined,
) {
  const { say } = context
  const days = Map.groupBy(events.toReversed(), ({ at }) => say.day(at).text)
  return [...days].map(([day, ofDay]) => ({
    day,
    entries: ofDay.map((event) => {
      const { words, tone } = context.told(event)
      const remark = actedBy(event, say)
      const href = hrefOf(event)
      const entry = { time: say.time(event.at).text, tone, title: words, remark, type: event.type }
      return href ? { ...entry, href } : entry
    }),
  }))
}

/** "Sam Pell for Maria Santos"; what a process did, nobody did by hand. */
function actedBy({ actor, role, onBehalfOf }: Envelope, say: Say): string {
  const isForAnother = role !== 'system' && onBehalfOf !== null && onBehalfOf !== actor
  return isForAnother ? `${say.name(actor)} for ${say.name(onBehalfOf)}` : say.name(actor)
}
