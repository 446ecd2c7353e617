import { type Envelope, idOf } from '#kernel/event.ts'
import { processName } from '#kernel/process.ts'

/** How often each thing worth seeing was seen; a workload in which something never happens is too tame. */
export type Sightings = Map<string, number>

export function saw(sightings: Sightings, what: string): void {
  sightings.set(what, (sightings.get(what) ?? 0) + 1)
}

/** Adds one run's sightings to those of all. */
export function sawAll(all: Sightings, more: Sightings): void {
  for (const [what, count] of more) all.set(what, (all.get(what) ?? 0) + count)
}

/** `pick-stock:<item>:2` → `pick-stock`. */
function kindOf(step: unknown): string {
  return String(step).replaceAll(/:([0-9a-f-]{36}|\d+)(?=:|$)/g, '')
}

/** Notes what is worth it in the log, event by event. */
export function openSightings(): { readonly sightings: Sightings; take(event: Envelope): void } {
  const sightings: Sightings = new Map()
  const intents = new Map<string, string>()
  const undoing = new Set<string>()
  const orders = new Map<string, string>()

  function takeCommand(event: Envelope, data: Readonly<Record<string, unknown>>): void {
    const id = idOf(event.stream)
    if (event.type === 'CommandReceived') intents.set(id, String(data['intent']))
    const intent = intents.get(id) ?? ''
    if (event.type === 'CommandRejected') saw(sightings, `refused ${intent} ${data['code']}`)
    if (event.type === 'CommandFailed') saw(sightings, `failed ${intent}`)
  }

  function takeProcess({ type, stream }: Envelope, data: Readonly<Record<string, unknown>>): void {
    const step = kindOf(data['step'])
    const name = processName(stream)
    if (type === 'CompensationStarted') undoing.add(stream)
    if (type === 'CompensationEnded') saw(sightings, `undone ${data['undone']} steps`)
    if (type === 'StepUndone') saw(sightings, `undone ${step}`)
    if (type === 'StepGivenUp') saw(sightings, `given up ${step}`)
    if (type === 'StepFailed') saw(sightings, `tried ${step} in vain`)
    if (type === 'StepRejected') saw(sightings, `step ${step} refused ${data['code']}`)
    if (type === 'ProcessEnded') saw(sightings, `${name} ended ${data['as']}`)
    if (type === 'StepSucceeded' && undoing.has(stream) && !/order|finish|decline/.test(step)) {
      saw(sightings, 'a step succeeded after undoing had begun')
    }
  }

  function takeOrder(event: Envelope): void {
    const before = orders.get(event.stream) ?? ''
    orders.set(event.stream, event.type)
    if (event.type !== 'OrderCancellationStarted') return
    const isUndoing = undoing.has(`process.order-${idOf(event.stream)}`)
    saw(sightings, isUndoing ? 'cancelled while it was denied' : `cancelled after ${before}`)
  }

  return {
    sightings,
    take(event) {
      const data = event.data as Readonly<Record<string, unknown>>
      saw(sightings, event.type)
      if (event.stream.startsWith('command-')) takeCommand(event, data)
      else if (event.stream.startsWith('process.')) takeProcess(event, data)
      else if (event.stream.startsWith('order-')) takeOrder(event)
    },
  }
}
