import type { StepLife } from '#kernel/step-life.ts'
import type { Instance } from './instance.ts'
import type { Io } from './io.ts'
import { send } from './sending.ts'
import { commandStream } from './settle.ts'
import { readStream } from './streams.ts'
import type { Work } from './work.ts'

/** Sends a step once more, as its next attempt; `undo:<step>` sends what undoes it. */
export function* resend(work: Work, one: Instance, step: string, known: StepLife): Io<void> {
  const undoes = step.startsWith('undo:') ? known.step : undefined
  const data = undoes ? (known.receipt ?? {}) : yield* dataOf(work, one.stream, step)
  const intent = undoes ? (known.undoneBy ?? known.intent) : known.intent
  const { target, attempt } = known
  yield* send(work, one, { step, intent, target, data }, attempt + 1, undoes)
}

/**
 * What a step was sent with: its `StepSent`, and what was personal in it, which only the command that
 * failed has, sealed.
 */
function* dataOf(work: Work, stream: string, step: string): Io<object> {
  const events = yield* readStream(work, stream)
  const sent = events.findLast(
    (event) => event.type === 'StepSent' && (event.data as { step: string }).step === step,
  )
  if (!sent) return {}
  const { data, command } = sent.data as { data: object; command: string }
  const [received] = yield* readStream(work, commandStream(command))
  const { personal } = (received?.data ?? {}) as { personal?: object | null }
  return { ...data, ...personal }
}
