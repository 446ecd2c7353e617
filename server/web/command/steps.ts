import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { AnyProcess } from '#kernel/process.ts'
import { foldProcess, type Told } from '#kernel/process-life.ts'
import { rows } from '#kernel/query.ts'
import { type ShownStep, showSteps } from '#kernel/shown-steps.ts'
import type { StepLife } from '#kernel/step-life.ts'
import { fill } from '#kernel/words.ts'
import { secondsText } from '#web/moments.ts'
import { eventsOf, toldBy } from '#web/page-context.ts'
import type { Visit } from '#web/visit.ts'

/** One step as `ui/steps.njk` prints it. */
export type Step = {
  readonly state: 'done' | 'under-way' | 'failed' | 'not-begun'
  readonly title: string
  readonly remark?: string
  readonly at?: string
}

/** The process that carries a command out, as far as it came. */
export type Carried = {
  readonly process: AnyProcess
  readonly told: Told
  readonly stream: string
  readonly version: number
}

type Candidate = { readonly stream: string; readonly name: string; readonly command: string }

async function toldOf({ site }: Visit, { stream, name }: Candidate): Promise<Carried | undefined> {
  const process = site.registry.processes.get(name)
  if (!process) return undefined
  const events = await site.store.stream(stream)
  const version = events.at(-1)?.version ?? 0
  return { process, told: foldProcess(process, events), stream, version }
}

/**
 * The process a command began, or the one under the id of its thing that owes it an answer: several go under
 * one id, as an order and its mails do.
 */
export async function carriedBy(
  visit: Visit,
  command: CommandView,
  intent: AnyIntent,
): Promise<Carried | undefined> {
  if (intent.answered !== 'by-process') return undefined
  const found = await visit.site.store.query(
    rows<Candidate>(
      `SELECT stream, name, command FROM {processes} WHERE command = ? OR id = ?
       ORDER BY CASE WHEN command = ? THEN 0 ELSE 1 END, began_at DESC`,
      command.id,
      idOf(command.target),
      command.id,
    ),
  )
  const [first] = found
  if (!first || first.command === command.id) return first && toldOf(visit, first)
  const all = await Promise.all(found.map((one) => toldOf(visit, one)))
  const known = all.flatMap((one) => one ?? [])
  return (
    known.find(({ process, told }) => process.owes?.(told.state).includes(command.id)) ?? known[0]
  )
}

const stateOf: Readonly<Record<StepLife['state'], Step['state']>> = {
  sent: 'under-way',
  succeeded: 'done',
  rejected: 'failed',
  failed: 'under-way',
  'given-up': 'failed',
  undoing: 'under-way',
  undone: 'done',
  settled: 'done',
}

function remarkOf(life: StepLife, zone: string): string | undefined {
  if (life.state === 'undone') return 'Taken back'
  if (life.askAt !== null)
    return `Not answered yet. We ask again at ${secondsText(life.askAt, zone)}.`
  if (life.state === 'undoing') return 'Being taken back'
  if (life.state === 'given-up')
    return life.asked > 0 ? 'Nobody answered, so we do not know yet' : 'This did not work'
  if (life.state === 'failed' && life.nextAt !== null)
    return `Did not work yet. We try again at ${secondsText(life.nextAt, zone)}.`
  return life.state === 'sent' ? 'Under way' : undefined
}

const wordsFor: Readonly<Record<Step['state'], 'todo' | 'doing' | 'done'>> = {
  done: 'done',
  'under-way': 'doing',
  failed: 'todo',
  'not-begun': 'todo',
}

function shown({ words, facts, life }: ShownStep, { say, known }: Visit): Step {
  const state = life ? stateOf[life.state] : 'not-begun'
  const remark = life && remarkOf(life, known.zone)
  return {
    state,
    title: fill(words[wordsFor[state]], (facts ?? {}) as Readonly<Record<string, unknown>>, say),
    ...(remark ? { remark } : {}),
    ...(life && state !== 'not-begun' ? { at: secondsText(life.changedAt, known.zone) } : {}),
  }
}

/** A process may serve several commands, one after the other: each shows what was done in its own time. */
function isOf({ receivedAt, settledAt }: CommandView, life: StepLife | undefined): boolean {
  if (!life) return true
  const isEarlier = life.changedAt < receivedAt
  return !isEarlier && (settledAt === null || life.sentAt <= settledAt)
}

/** What was done so far and what is still to do, in order. What will not come any more is left out. */
export async function stepsOf(
  visit: Visit,
  command: CommandView,
  intent: AnyIntent,
  carried: Carried | undefined,
): Promise<readonly Step[]> {
  const { known } = visit
  const received: Step = {
    state: 'done',
    title: 'We have it',
    at: secondsText(command.receivedAt, known.zone),
  }
  const waits = command.state === 'received' || command.state === 'in-progress'
  if (carried) {
    const own = showSteps(carried.process, carried.told).filter(({ life }) => isOf(command, life))
    const steps = own.map((step) => shown(step, visit))
    return [received, ...steps.filter(({ state }) => waits || state !== 'not-begun')]
  }
  if (waits) return [received, { state: 'under-way', title: intent.doing, remark: 'Under way' }]
  const events = await eventsOf(visit, command)
  return [
    received,
    ...events.map(
      (event): Step => ({
        state: 'done',
        // Like the steps of a process, which are no sentences.
        title: toldBy(visit, event).words.replace(/\.$/, ''),
        at: secondsText(event.at, known.zone),
      }),
    ),
  ]
}
