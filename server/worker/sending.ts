import type { Act } from '#kernel/process.ts'
import type { CommandRow } from './command-row.ts'
import { contentHash, insertCommand, intentNamed, splitForm } from './commands.ts'
import { isErased, unlessErased } from './erasing.ts'
import { derivedId } from './ids.ts'
import { append, type Instance, originOf } from './instance.ts'
import type { Io } from './io.ts'
import { postStep, writeMessage } from './outgoing.ts'
import { commandStream } from './settle.ts'
import { placeOf } from './stored.ts'
import { loadProcess } from './streams.ts'
import type { Work } from './work.ts'

/** A step to be sent: the intent, on what, with which data. */
export type Sending = {
  readonly step: string
  readonly intent: string
  readonly target: string
  readonly data: object
}

/** The command's id follows from process, step and attempt, so sending it again is the same command. */
export function* send(
  work: Work,
  one: Instance,
  sending: Sending,
  attempt: number,
  undoes?: string,
): Io<void> {
  const { step, intent, target, data } = sending
  const { life, person: whose } = yield* loadProcess(work, one.process.name, one.stream)
  const person = unlessErased(work, whose)
  const known = undoes ? undefined : life.steps.find((other) => other.step === step)
  if (known && known.attempt >= attempt) return
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
  const elsewhere = work.elsewhere?.(target)
  const row: CommandRow = {
    id,
    content_hash: contentHash(work, person, {
      intent,
      target,
      data: person === whose ? data : plain,
    }),
    intent,
    target,
    person,
    actor,
    role,
    on_behalf_of: onBehalfOf,
    data: JSON.stringify(plain),
    sealed: personal && person ? work.vault.seal(person, place, JSON.stringify(personal)) : null,
    state: elsewhere === undefined ? 'received' : 'sent',
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
  }
  yield* insertCommand(row)
  if (elsewhere === undefined) work.memory.sent.push(id)
  else yield* postStep(work, elsewhere, row, data, sent.position)
}

// Without a key nothing is kept of it, and whoever delivers it finds that there is nothing to send.
function sealedFor(work: Work, person: string, key: string, body: string): Uint8Array {
  return isErased(work, person) ? new Uint8Array() : work.vault.seal(person, `outbox:${key}`, body)
}

/** Writes what a process has to tell the outside. */
export function* deliver(
  work: Work,
  one: Instance,
  act: Extract<Act, { do: 'deliver' }>,
): Io<void> {
  const { key, channel, person, tells } = act
  const body = JSON.stringify(act.body)
  yield* writeMessage(work, {
    key,
    channel,
    person,
    body,
    sealed: person ? sealedFor(work, person, key, body) : null,
    position: one.cause.position,
    at: work.memory.head.at,
    tells,
  })
}
