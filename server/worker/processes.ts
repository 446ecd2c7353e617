import { categoryOf, type DomainEvent, type Envelope, streamOf } from '#kernel/event.ts'
import {
  type Act,
  type AnyProcess,
  processCategory,
  retryDelaysMs,
  signalOf,
} from '#kernel/process.ts'
import { isUnderWay, nextToUndo, type StepLife, undoneStep } from '#kernel/process-life.ts'
import { appendToProcess, loadProcess, type Origin, processNamed, readStream } from './append.ts'
import {
  type CommandRow,
  contentHash,
  insertCommand,
  intentNamed,
  type StoredOutcome,
  splitForm,
} from './commands.ts'
import { derivedId, digest } from './ids.ts'
import { type Io, tell } from './io.ts'
import { commandStream, settle } from './settle.ts'
import { placeOf } from './stored.ts'
import type { Work } from './work.ts'

/** One instance of a process, and what it is reacting to. */
type Instance = { readonly process: AnyProcess; readonly stream: string; readonly cause: Cause }

type Cause = {
  readonly command: string
  readonly position: number
  readonly correlation: string
  readonly initiator: string
}

function originOf({ process, cause }: Instance, step: string | null = null): Origin {
  return {
    actor: `system:${process.name}`,
    role: 'system',
    onBehalfOf: cause.initiator,
    command: cause.command,
    correlation: cause.correlation,
    causation: cause.position,
    step,
  }
}

/** The process's correlation and initiator once it has begun, so that all it does belongs together. */
function* instance(work: Work, process: AnyProcess, stream: string, cause: Cause): Io<Instance> {
  const { life } = yield* loadProcess(work, process.name, stream)
  if (!life.began) return { process, stream, cause }
  return {
    process,
    stream,
    cause: { ...cause, correlation: life.began.correlation, initiator: life.began.actor },
  }
}

function causeOf(event: Envelope): Cause {
  const { command, position, correlation, actor, onBehalfOf, role } = event
  return {
    command,
    position,
    correlation,
    initiator: role === 'system' ? (onBehalfOf ?? actor) : actor,
  }
}

function* append(
  work: Work,
  one: Instance,
  event: DomainEvent,
  born?: { readonly person: string | null },
): Io<Envelope> {
  const appended = yield* appendToProcess(
    work,
    one.process.name,
    one.stream,
    event,
    originOf(one),
    born,
  )
  return appended.event
}

function* reactTo(work: Work, one: Instance, event: Envelope): Io<void> {
  const { state } = yield* loadProcess(work, one.process.name, one.stream)
  const next: Instance = { ...one, cause: { ...one.cause, position: event.position } }
  for (const act of actsOf(one.process, state, event)) {
    const { life } = yield* loadProcess(work, one.process.name, one.stream)
    // Nothing comes after the end, whatever else a process asks for.
    if (life.ended !== null) return
    yield* perform(work, next, act)
  }
}

/** A process that throws is stuck by a defect of ours: that must be seen, and must not harm the command it reacts to. */
function actsOf(process: AnyProcess, state: unknown, event: Envelope): readonly Act[] {
  try {
    return process.react(state, signalOf(event), event.at)
  } catch (error) {
    return [{ do: 'stuck', as: error instanceof Error ? error.message : String(error) }]
  }
}

function* perform(work: Work, one: Instance, act: Act): Io<void> {
  switch (act.do) {
    case 'send':
      return yield* send(work, one, act, 1)
    case 'timer':
      return yield* setTimer(one.stream, act.name, act.due)
    case 'drop':
      return yield* dropTimer(one.stream, act.name)
    case 'deliver':
      return yield* deliver(work, one, act)
    case 'answer':
      return yield* answer(work, one, act)
    case 'compensate':
      return yield* beginToUndo(work, one, act.reason)
    case 'stuck':
      return yield* stick(work, one, { step: '', error: act.as, tries: 0 })
    case 'end':
      yield* append(work, one, { type: 'ProcessEnded', data: { as: act.as } })
      return yield* tell('DELETE FROM timers WHERE owner = ?', one.stream)
  }
}

type Sending = {
  readonly step: string
  readonly intent: string
  readonly target: string
  readonly data: object
}

/** The command's id follows from process, step and attempt, so sending it again is the same command. */
function* send(
  work: Work,
  one: Instance,
  sending: Sending,
  attempt: number,
  undoes?: string,
): Io<void> {
  const { step, intent, target, data } = sending
  const { life, person } = yield* loadProcess(work, one.process.name, one.stream)
  const id = derivedId(life.began?.at ?? work.memory.head.at, one.stream, step, String(attempt))
  const { plain, personal } = splitForm(intentNamed(work, intent), data)
  const sent = yield* append(work, one, {
    type: 'StepSent',
    data: {
      step,
      intent,
      target,
      attempt,
      command: id,
      data: plain,
      ...(undoes ? { undoes } : {}),
    },
  })
  const place = placeOf({ stream: commandStream(id), version: 0 })
  const { actor, role, onBehalfOf, correlation } = originOf(one)
  yield* insertCommand({
    id,
    content_hash: contentHash(work, person, { intent, target, data }),
    intent,
    target,
    person,
    actor,
    role,
    on_behalf_of: onBehalfOf,
    data: JSON.stringify(plain),
    sealed: personal && person ? work.vault.seal(person, place, JSON.stringify(personal)) : null,
    state: 'received',
    outcome: '{}',
    first: null,
    last: null,
    correlation,
    causation: sent.position,
    process: one.stream,
    step,
    attempt,
    received_at: sent.at,
    settled_at: null,
  })
  work.memory.sent.push(id)
}

function* setTimer(owner: string, name: string, due: number): Io<void> {
  yield* tell('DELETE FROM timers WHERE owner = ? AND name = ?', owner, name)
  yield* tell('INSERT INTO timers (due, owner, name) VALUES (?, ?, ?)', due, owner, name)
}

function* dropTimer(owner: string, name: string): Io<void> {
  yield* tell('DELETE FROM timers WHERE owner = ? AND name = ?', owner, name)
}

function* deliver(work: Work, one: Instance, act: Extract<Act, { do: 'deliver' }>): Io<void> {
  const body = JSON.stringify(act.body)
  const sealed = act.person ? work.vault.seal(act.person, `outbox:${act.key}`, body) : null
  yield* tell(
    `INSERT INTO outbox (key, position, channel, person, body, sealed, state, attempt, next_at, leased_until, error)
     VALUES (?, ?, ?, ?, ?, ?, 'due', 0, ?, NULL, NULL) ON CONFLICT (key) DO NOTHING`,
    act.key,
    one.cause.position,
    act.channel,
    act.person,
    sealed ? '{}' : body,
    sealed,
    work.memory.head.at,
  )
}

function* answer(work: Work, one: Instance, act: Extract<Act, { do: 'answer' }>): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const id = act.command ?? life.began?.command
  if (!id) return
  const facts = (act.facts ?? {}) as Record<string, unknown>
  const settled = yield* settle(work, id, act.as, {
    ...(act.code ? { code: act.code } : {}),
    facts,
    ...(act.as === 'failed' ? { error: act.code ?? 'failed' } : {}),
  })
  if (settled) yield* stepSettled(work, settled)
}

/** A step that is known to have failed has done nothing: once all is undone it need not be tried again. */
function* dropRetries(work: Work, one: Instance): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  for (const { step } of life.steps.filter(({ nextAt }) => nextAt !== null)) {
    yield* dropTimer(one.stream, `retry:${step}`)
  }
}

function* beginToUndo(work: Work, one: Instance, reason: string): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (life.compensating) return
  yield* dropRetries(work, one)
  yield* append(work, one, { type: 'CompensationStarted', data: { reason } })
  yield* compensate(work, one)
}

/** Undoes the newest step that is not undone yet; when none is left and none under way, that is the end of it. */
function* compensate(work: Work, one: Instance): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (life.stuck !== null || isUnderWay(life)) return
  const next = nextToUndo(life)
  if (next?.undoneBy) {
    const undo = {
      step: `undo:${next.step}`,
      intent: next.undoneBy,
      target: next.target,
      data: next.receipt ?? {},
    }
    return yield* send(work, one, undo, 1, next.step)
  }
  const undone = life.steps.filter(({ state }) => state === 'undone').length
  const ended = yield* append(work, one, { type: 'CompensationEnded', data: { undone } })
  yield* reactTo(work, one, ended)
}

/** A process is stuck once, however many of its steps are: one case stands for all of it. */
function* stick(
  work: Work,
  one: Instance,
  why: { readonly step: string; readonly error: string; readonly tries: number },
): Io<void> {
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (life.stuck !== null) return
  yield* append(work, one, { type: 'ProcessStuck', data: { process: one.process.name, ...why } })
}

/** Tells a process what became of one of its steps. */
export function* stepSettled(work: Work, row: CommandRow): Io<void> {
  if (!row.process || !row.step) return
  const name = categoryOf(row.process).slice('process.'.length)
  const one = yield* instance(work, processNamed(work, name), row.process, {
    command: row.id,
    position: work.memory.head.position,
    correlation: row.correlation,
    initiator: row.on_behalf_of ?? row.actor,
  })
  const { life } = yield* loadProcess(work, name, row.process)
  if (life.ended !== null) return
  const outcome = JSON.parse(row.outcome) as StoredOutcome
  if (row.state === 'succeeded') yield* stepSucceeded(work, one, row, outcome)
  else if (row.state === 'rejected') yield* stepRejected(work, one, row, outcome)
  else yield* stepFailed(work, one, row, outcome.error ?? 'failed')
  yield* routeNew(work)
}

function* stepSucceeded(
  work: Work,
  one: Instance,
  row: CommandRow,
  outcome: StoredOutcome,
): Io<void> {
  const step = row.step ?? ''
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  if (step.startsWith('undo:')) {
    yield* append(work, one, {
      type: 'StepUndone',
      data: { step: undoneStep(step), command: row.id },
    })
    return yield* compensate(work, one)
  }
  const { undoneBy } = intentNamed(work, row.intent)
  const event = yield* append(work, one, {
    type: 'StepSucceeded',
    data: {
      step,
      command: row.id,
      receipt: outcome.receipt ?? {},
      undoneBy: undoneBy ?? null,
      target: row.target,
    },
  })
  yield* life.compensating ? compensate(work, one) : reactTo(work, one, event)
}

function* stepRejected(
  work: Work,
  one: Instance,
  row: CommandRow,
  outcome: StoredOutcome,
): Io<void> {
  const step = row.step ?? ''
  const code = outcome.code ?? 'rejected'
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const event = yield* append(work, one, {
    type: 'StepRejected',
    data: { step, command: row.id, code, facts: outcome.facts ?? {} },
  })
  if (step.startsWith('undo:'))
    return yield* stick(work, one, { step, error: code, tries: row.attempt })
  yield* life.compensating ? compensate(work, one) : reactTo(work, one, event)
}

/** Ten per cent either way, from the command's id, so that many that failed together do not return together. */
function jitter(id: string, delayMs: number): number {
  return Math.round(delayMs * (0.9 + 0.2 * ((digest(id)[0] ?? 0) / 255)))
}

function* stepFailed(work: Work, one: Instance, row: CommandRow, error: string): Io<void> {
  const step = row.step ?? ''
  const { life } = yield* loadProcess(work, one.process.name, one.stream)
  const isForwardAfterUndo = life.compensating && !step.startsWith('undo:')
  const lastDelayMs = one.process.tireless ? retryDelaysMs.at(-1) : undefined
  const delayMs = isForwardAfterUndo ? undefined : (retryDelaysMs[row.attempt - 1] ?? lastDelayMs)
  const nextAt = delayMs === undefined ? null : work.memory.head.at + jitter(row.id, delayMs)
  yield* append(work, one, {
    type: 'StepFailed',
    data: { step, command: row.id, attempt: row.attempt, error, nextAt },
  })
  if (isForwardAfterUndo) return yield* compensate(work, one)
  if (nextAt !== null) return yield* setTimer(one.stream, `retry:${step}`, nextAt)
  const tries = row.attempt
  yield* append(work, one, { type: 'StepGivenUp', data: { step, tries, error } })
  yield* stick(work, one, { step, error, tries })
}

/** Shows every new event to the processes it concerns, until nothing new comes of it. */
export function* routeNew(work: Work): Io<void> {
  const { memory, registry } = work
  while (memory.routed < memory.appended.length) {
    const event = memory.appended[memory.routed]
    memory.routed += 1
    if (event)
      for (const process of registry.processesFor(event.type)) yield* note(work, process, event)
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

function retriedStep(
  life: { readonly steps: readonly StepLife[] },
  step: string,
): StepLife | undefined {
  return life.steps.find((one) => one.step === undoneStep(step))
}

/** A process's timer came due: a step is tried again, or the process is told. */
export function* timerFired(
  work: Work,
  stream: string,
  name: string,
  due: number,
  command: string,
): Io<void> {
  const process = processNamed(work, categoryOf(stream).slice('process.'.length))
  const one = yield* instance(work, process, stream, {
    command,
    position: work.memory.head.position,
    correlation: command,
    initiator: `system:${process.name}`,
  })
  const { life } = yield* loadProcess(work, process.name, stream)
  if (life.ended !== null) return
  const fired = yield* append(work, one, { type: 'TimerFired', data: { name, due } })
  if (!name.startsWith('retry:')) return yield* reactTo(work, one, fired)
  const step = name.slice('retry:'.length)
  const failed = retriedStep(life, step)
  if (!failed || !isUnderWay(life)) return
  const undoes = step.startsWith('undo:') ? failed.step : undefined
  const data = undoes ? (failed.receipt ?? {}) : yield* dataOf(work, stream, step)
  const intent = undoes ? (failed.undoneBy ?? failed.intent) : failed.intent
  yield* send(work, one, { step, intent, target: failed.target, data }, failed.attempt + 1, undoes)
}

/** What a step was sent with, from its `StepSent`. */
function* dataOf(work: Work, stream: string, step: string): Io<object> {
  const events = yield* readStream(work, stream)
  const sent = events.findLast(
    (event) => event.type === 'StepSent' && (event.data as { step: string }).step === step,
  )
  return (sent?.data as { data: object } | undefined)?.data ?? {}
}
