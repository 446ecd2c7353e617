import { idOf } from '#kernel/event.ts'
import type { Witnessed } from '../simulation/run.ts'
import type { Ledger } from './clients.ts'
import { type Stage, stageNames, stages } from './clinic-day.ts'

/** What kills interrupted in one stage. */
type Cut = {
  /** Commands that nobody had answered when the process was killed. */
  readonly unanswered: Set<string>
  /** Of these, sent again, those that succeeded. */
  readonly survived: Set<string>
  /** Orders and processes that had come half of the way: the log ended in the middle of it. */
  readonly halfDone: Set<string>
}

/** What kills interrupted, by stage. */
export type Interrupted = Readonly<Record<Stage, Cut>>

export function nothingInterrupted(): Interrupted {
  const nothing = () => ({
    unanswered: new Set<string>(),
    survived: new Set<string>(),
    halfDone: new Set<string>(),
  })
  return { preparing: nothing(), 'hand-over': nothing(), undo: nothing(), settling: nothing() }
}

/** The stages in which no kill has struck yet; what settling does is mostly done at once, and never half. */
export function notYetStruck(all: Interrupted): readonly Stage[] {
  return stageNames.filter((stage) => {
    const { survived, halfDone } = all[stage]
    return survived.size === 0 || (halfDone.size === 0 && stage !== 'settling')
  })
}

/** Notes which of the commands that nobody had answered have succeeded since. */
export function noteSurvivors(all: Interrupted, { answers }: Witnessed): void {
  for (const { unanswered, survived } of Object.values(all))
    for (const id of unanswered) if (answers.get(id)?.state === 'succeeded') survived.add(id)
}

/** How often each stage was struck, in words. */
export function wordsOf(all: Interrupted): string {
  return stageNames
    .map((stage) => {
      const { unanswered, survived, halfDone } = all[stage]
      return `${stage}: ${unanswered.size} unanswered, ${survived.size} of them done, ${halfDone.size} half done`
    })
    .join('; ')
}

// What leads in the middle of a stage, and what out of it again.
const begins: Readonly<Record<string, Stage>> = {
  OrderPicked: 'preparing',
  OrderHandOverStarted: 'hand-over',
  SettlementStarted: 'settling',
}
const ends = [
  'OrderReady',
  'OrderNotReady',
  'OrderHandedOver',
  'OrderCollected',
  'OrderCancellationStarted',
  'OrderUndone',
  'OrderSettledByHand',
  'CompensationEnded',
  'CompensationOvertaken',
  'ProcessEnded',
]

function stageOf({ type, data }: { readonly type: string; readonly data: object }) {
  const isByDesk = type === 'CompensationStarted' && 'by' in data && data.by === 'desk'
  return isByDesk ? 'undo' : begins[type]
}

/** Notes what a kill has interrupted, once the log is read to its end. */
export function noteKill(all: Interrupted, { watch }: Witnessed, ledger: Ledger): void {
  const open = new Map<string, Stage>()
  for (const event of watch.events) {
    const stage = stageOf(event)
    if (stage) open.set(event.stream, stage)
    else if (ends.includes(event.type)) open.delete(event.stream)
  }
  for (const [stream, stage] of open) all[stage].halfDone.add(idOf(stream))
  for (const id of ledger.unknown) {
    const intent = ledger.sent.get(id)?.intent ?? ''
    const stage = stageNames.find((one) => stages[one].intents.some((other) => other === intent))
    if (stage) all[stage].unanswered.add(id)
  }
}
