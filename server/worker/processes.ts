import { categoryOf, type Envelope, streamOf } from '#kernel/event.ts'
import { type AnyProcess, processCategory, processName } from '#kernel/process.ts'
import { undoneStep } from '#kernel/process-life.ts'
import { askAgain } from './asking-again.ts'
import { append, causeOf, instance } from './instance.ts'
import type { Io } from './io.ts'
import { stepSettled } from './outcomes.ts'
import { stepAskedBy } from './process-timers.ts'
import { reactTo } from './reacting.ts'
import { steer, tryAgain } from './steering.ts'
import { loadProcess, processNamed } from './streams.ts'
import type { Work } from './work.ts'

/**
 * Shows every new event to the processes it concerns, then every answered step to the process that sent it,
 * until nothing new comes of either.
 */
export function* routeNew(work: Work): Io<void> {
  const { answered } = work.memory
  do {
    yield* routeEvents(work)
    const step = answered.shift()
    if (step) yield* stepSettled(work, step)
  } while (answered.length > 0 || work.memory.routed < work.memory.appended.length)
}

function* routeEvents(work: Work): Io<void> {
  const { memory, registry } = work
  while (memory.routed < memory.appended.length) {
    const event = memory.appended[memory.routed]
    memory.routed += 1
    if (!event) continue
    for (const process of registry.processesFor(event.type)) yield* note(work, process, event)
    yield* steer(work, event)
  }
}

function* note(work: Work, process: AnyProcess, event: Envelope): Io<void> {
  const category = processCategory(process.name)
  if (categoryOf(event.stream) === category) return
  const key = process.route(event)
  if (key === undefined) return
  const stream = streamOf(category, key)
  const { life } = yield* loadProcess(work, process.name, stream)
  if (life.ended !== null || (!life.began && !process.begins.includes(event.type))) return
  const one = yield* instance(work, process, stream, causeOf(event))
  const person =
    work.memory.streams.get(event.stream)?.person ??
    work.memory.processes.get(event.stream)?.person ??
    null
  const { position, type, data, command, actor, role } = event
  const noted = yield* append(
    work,
    one,
    {
      type: 'EventNoted',
      data: {
        position,
        stream: event.stream,
        type,
        data: plainData(work, event, data),
        command,
        actor,
        role,
        person,
      },
    },
    { person },
  )
  yield* reactTo(work, one, noted)
}

/** A process never sees personal fields, so what it notes can stand unsealed. */
function plainData(work: Work, event: Envelope, data: object): object {
  const personal: readonly string[] = work.registry.events.get(event.type)?.personal ?? []
  return Object.fromEntries(Object.entries(data).filter(([name]) => !personal.includes(name)))
}

/** A process's timer came due: a step is tried again, or the process is told. */
export function* timerFired(
  work: Work,
  stream: string,
  name: string,
  due: number,
  command: string,
): Io<void> {
  const process = processNamed(work, processName(stream))
  const one = yield* instance(work, process, stream, {
    command,
    position: work.memory.head.position,
    correlation: command,
    initiator: `system:${process.name}`,
  })
  const { life } = yield* loadProcess(work, process.name, stream)
  if (life.ended !== null) return
  const fired = yield* append(work, one, { type: 'TimerFired', data: { name, due } })
  const unanswered = stepAskedBy(name)
  if (unanswered !== undefined) return yield* askAgain(work, one, unanswered)
  if (!name.startsWith('retry:')) return yield* reactTo(work, one, fired)
  const step = name.slice('retry:'.length)
  const known = life.steps.find((other) => other.step === undoneStep(step))
  if (known?.nextAt == null) return
  yield* tryAgain(work, one, step)
}
