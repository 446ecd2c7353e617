import type { DomainEvent, Envelope } from '#kernel/event.ts'
import { anyProcess, process } from '#kernel/process.ts'
import type { ProcessEvent } from '#kernel/process-events.ts'
import { foldProcess } from '#kernel/process-life.ts'
import type { ToldProcess } from '#kernel/process-told.ts'
import type { Settlement } from '#kernel/steering.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'

/** A stuck process and the case about it, for the stories of those who mend. */

export const stuckStream = `process.order-${storyId(50)}`
export const nora = { id: storyId(44), role: 'manager', onBehalfOf: null }
export const sam = { id: storyId(40), role: 'receptionist', onBehalfOf: null }

export const caseOpened = {
  type: 'CaseOpened',
  data: {
    about: { kind: 'process', stream: stuckStream },
    process: 'order',
    step: 'reserve-stock',
    error: 'The shelf did not answer',
    tries: 6,
    person: storyId(20),
    reporter: null,
    title: '',
    what: '',
    reach: '',
  },
} as const

export const released: Settlement = {
  as: 'released',
  title: 'Nothing was given',
  explains: 'All of the money is free again.',
  amount: 1_820,
  sends: [
    {
      intent: 'release-held-money',
      target: `wallet-${storyId(20)}`,
      data: { hold: storyId(50), reason: 'By hand' },
      settles: 'hold-money',
    },
  ],
  ends: [{ do: 'answer', as: 'rejected', code: 'resolved-by-hand' }],
}

const order = process<null>({
  name: 'order',
  version: 1,
  title: 'Order',
  types: [],
  begins: [],
  route: () => undefined,
  initialState: null,
  evolve: () => null,
  react: () => [],
  plan: () => [],
  waitsFor: () => undefined,
  settlements: () => [released, { ...released, as: 'forgotten', sends: [] }],
})

const noted: ProcessEvent = {
  type: 'EventNoted',
  data: {
    position: 1,
    stream: `order-${storyId(50)}`,
    type: 'OrderPlaced',
    data: {},
    command: storyId(50),
    actor: storyId(40),
    role: 'receptionist',
    person: storyId(20),
  },
}

/** A step that was sent, of so much money where it is about money. */
export function sent(step: string, amount = 0): ProcessEvent {
  const data = { step, intent: step, target: 'x', attempt: 1, command: step, data: { amount } }
  return { type: 'StepSent', data }
}

export function done(step: string, undoneBy: string | null): ProcessEvent {
  return {
    type: 'StepSucceeded',
    data: { step, command: step, receipt: {}, undoneBy, target: 'x' },
  }
}

export function gaveUp(step: string, error = 'The shelf did not answer'): readonly ProcessEvent[] {
  return [
    {
      type: 'StepFailed',
      data: { step, command: step, attempt: 6, error, nextAt: null },
    },
    { type: 'StepGivenUp', data: { step, tries: 6, error } },
    { type: 'ProcessStuck', data: { process: 'order', step, error, tries: 6 } },
  ]
}

/** The money is held, and the shelf does not answer. */
export function heldAndStuck(amount = 1_820): readonly ProcessEvent[] {
  return [
    sent('hold-money', amount),
    done('hold-money', 'release-held-money'),
    sent('reserve-stock'),
    ...gaveUp('reserve-stock'),
  ]
}

/** What a decision reads of a process to which this happened. */
export function knownAs(...happened: readonly ProcessEvent[]): ToldProcess {
  const events = [noted, ...happened].map(
    (event, index): Envelope =>
      stored(event as DomainEvent, {
        stream: stuckStream,
        version: index + 1,
        position: index + 1,
        at: storyTime - 60_000,
      }),
  )
  const known = anyProcess(order)
  return { process: known, stream: stuckStream, told: foldProcess(known, events), events }
}
