import { resolvedByHand, settlingStep } from '#kernel/steering.ts'
import type { Instance } from './instance.ts'
import type { Io } from './io.ts'
import { answer, end } from './reacting.ts'
import { send } from './sending.ts'
import { loadProcess } from './streams.ts'
import type { Work } from './work.ts'

/** Sends the next command of a settlement, each after the one before it was done; after the last, that is the end. */
export function* settleOn(work: Work, one: Instance): Io<void> {
  const { life, state } = yield* loadProcess(work, one.process.name, one.stream)
  if (!life.settling) return
  const { sends, ends, first } = life.settling
  const isDone = (number: number) =>
    life.steps.some(
      ({ step, state }) => step === settlingStep(first + number) && state === 'succeeded',
    )
  const next = sends.findIndex((_, number) => !isDone(number))
  const known = sends[next]
  if (known) {
    const { intent, target, data } = known
    const sending = { step: settlingStep(first + next), intent, target, data }
    return yield* send(work, one, sending, 1)
  }
  for (const known of ends) yield* answer(work, one, known)
  // Who asked for something after it was decided how all this ends is told so; the others have their answer.
  for (const command of one.process.owes?.(state) ?? []) {
    yield* answer(work, one, { do: 'answer', as: 'rejected', code: resolvedByHand, command })
  }
  yield* end(work, one, resolvedByHand)
}
