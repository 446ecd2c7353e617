import type { Envelope } from '#kernel/event.ts'
import { settlementsOf } from '#kernel/mending.ts'
import { processName } from '#kernel/process.ts'
import { isStepUnderWay, undoneStep } from '#kernel/process-life.ts'
import { isSettlingStep, type Steering } from '#kernel/steering.ts'
import { askOnceMore } from './asking.ts'
import { append, causeOf, type Instance, instance } from './instance.ts'
import type { Io } from './io.ts'
import { dropTimer, dropTimers, setTimer } from './process-timers.ts'
import { beginToUndo } from './reacting.ts'
import { resend } from './resending.ts'
import { settleOn } from './settling.ts'
import { loadProcess } from './streams.ts'
import type { Work } from './work.ts'

/**
 * Does to a process what an event says that somebody decided about it, in the transaction that writes the
 * event. What has ended meanwhile is left alone: the decision was made on what was so then.
 */
export function* steer(work: Work, event: Envelope): Io<void> {
  const steering = work.registry.events.get(event.type)?.steers?.(event.data)
  const process = steering && work.registry.processes.get(processName(steering.process))
  if (!steering || !process) return
  const one = yield* instance(work, process, steering.process, causeOf(event))
  const { life } = yield* loadProcess(work, process.name, one.stream)
  if (!life.began || life.ended !== null) return
  switch (steering.do) {
    case 'retry':
      return yield* retry(work, one, steering)
    case 'undo':
      return yield* undo(work, one, steering.reason)
    case 'settle':
      return yield* beginToSettle(work, one, steering.as)
  }
}

type Retry = Extract<Steering, { do: 'retry' }>

function* retry(work: Work, one: Instance, { step, at }: Retry): Io<void> {
  if (at === null) return yield* tryAgain(work, one, step)
  yield* append(work, one, { type: 'RetryPlanned', data: { step, at } })
  yield* setTimer(one.stream, `retry:${step}`, at)
}

/**
 * Tries a step again: the next attempt of the same step; or, where nobody answered, the same question once
 * more, since it may have been done.
 */
export function* tryAgain(work: Work, one: Instance, step: string): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const known = life.steps.find((other) => other.step === undoneStep(step))
  if (!known) return
  yield* dropTimer(one.stream, `retry:${step}`)
  if (known.isUnanswered || isStepUnderWay(known)) return yield* askOnceMore(work, one, step, known)
  yield* resend(work, one, step, known)
}

function* undo(work: Work, one: Instance, reason: string): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  // It is being undone already, and stands still at one of its steps.
  if (life.compensating && life.stuck) return yield* tryAgain(work, one, life.stuck.step)
  yield* beginToUndo(work, one, reason, 'desk')
}

function* beginToSettle(work: Work, one: Instance, as: string): Io<void> {
  const told = yield* loadProcess(work, one.process.name, one.stream)
  const settlement = settlementsOf(one.process, told).find((known) => known.as === as)
  if (!settlement) return
  const { title, sends, ends } = settlement
  const first = told.life.steps.filter(({ step }) => isSettlingStep(step)).length
  yield* dropTimers(one.stream)
  yield* append(work, one, {
    type: 'SettlementStarted',
    data: { as, title, sends, ends, first },
  })
  yield* settleOn(work, one)
}
