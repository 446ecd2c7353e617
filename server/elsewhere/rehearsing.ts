import type { NewCommand, StepAnswer } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import { moduleOf, type Registry } from '#kernel/registry.ts'
import type { Rehearsal, Store } from '#kernel/store.ts'
import { type Foreigners, foreignFor } from './foreign.ts'

// An order of twenty lines with everything given back has fewer.
const stepsMax = 100

type Sent = {
  readonly step: string
  readonly intent: string
  readonly target: string
  readonly command: string
  readonly data: object
}

type Rehearsed = { readonly answer: StepAnswer; readonly events: readonly Envelope[] }

/**
 * Rehearses a command here whose process sends steps elsewhere: whoever would carry one out is asked to
 * rehearse it, and the command is rehearsed again with that answer, until nothing is left unanswered.
 */
export async function rehearseTogether(
  here: Store,
  elsewhere: ReadonlyMap<string, Store>,
  foreigners: Foreigners,
  command: NewCommand,
): Promise<Rehearsal> {
  const answers: Record<string, StepAnswer> = {}
  const told: Envelope[] = []
  for (let steps = 0; steps < stepsMax; steps += 1) {
    const rehearsal = await here.rehearse({
      ...command,
      foreign: { ...command.foreign, answers },
    })
    if (rehearsal.kind === 'busy') return rehearsal
    const next = rehearsal.events.find((event) => isOpen(event, answers, elsewhere, foreigners))
    if (!next) return { ...rehearsal, events: [...rehearsal.events, ...told] }
    const home = homeOf(next, elsewhere, foreigners.registry)
    const rehearsed = home && (await rehearseStep(home, foreigners, next))
    if (!rehearsed) return { kind: 'busy', retryAfterS: 1 }
    answers[keyOf(next)] = rehearsed.answer
    told.push(...rehearsed.events)
  }
  throw new Error(`The rehearsal of ${command.intent} did not end after ${stepsMax} steps`)
}

const sentBy = (event: Envelope) => event.data as Sent
const keyOf = (event: Envelope) => `${event.stream}/${sentBy(event).step}`

function homeOf(
  event: Envelope,
  elsewhere: ReadonlyMap<string, Store>,
  registry: Registry,
): Store | undefined {
  return elsewhere.get(moduleOf(registry, sentBy(event).target) ?? '')
}

function isOpen(
  event: Envelope,
  answers: Readonly<Record<string, StepAnswer>>,
  elsewhere: ReadonlyMap<string, Store>,
  { registry }: Foreigners,
): boolean {
  if (event.type !== 'StepSent' || Object.hasOwn(answers, keyOf(event))) return false
  return homeOf(event, elsewhere, registry) !== undefined
}

async function rehearseStep(
  home: Store,
  foreigners: Foreigners,
  event: Envelope,
): Promise<Rehearsed | undefined> {
  const { step, intent, target, command: id, data } = sentBy(event)
  // What it would undo was only rehearsed, so nothing is there to try it on.
  if (step.startsWith('undo:')) return { answer: { state: 'succeeded', outcome: {} }, events: [] }
  const { actor, role, onBehalfOf } = event
  const bare: NewCommand = { id, intent, target, actor: { id: actor, role, onBehalfOf }, data }
  const foreign = await foreignFor(foreigners, home, bare)
  const rehearsal = await home.rehearse(foreign ? { ...bare, foreign } : bare)
  if (rehearsal.kind === 'busy') return undefined
  if (rehearsal.kind === 'refused')
    return { answer: { state: 'rejected', outcome: rehearsal.refusal }, events: [] }
  const events = rehearsal.events.filter(({ stream }) => stream === target)
  const receipt = foreigners.registry.intents.get(intent)?.receipt?.(events, data) ?? {}
  return { answer: { state: 'succeeded', outcome: { receipt } }, events }
}
