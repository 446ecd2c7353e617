import type { NewCommand, Submission } from '#kernel/command.ts'
import { isRefusal, refuse } from '#kernel/refusal.ts'
import { appendTo } from './append.ts'
import { leaveUnanswered } from './asking-again.ts'
import type { CommandRow } from './command-row.ts'
import {
  commandView,
  contentHash,
  findCommand,
  intentNamed,
  splitForm,
  viewOf,
} from './commands.ts'
import { decide, personAtBirth } from './deciding.ts'
import { unlessErased } from './erasing.ts'
import { ask, type Io } from './io.ts'
import { routeNew } from './processes.ts'
import { refusalOfBreach } from './project.ts'
import { attempt } from './savepoint.ts'
import { appendReceived, type Carried, commandStream, finish, originOf, record } from './settle.ts'
import { placeOf } from './stored.ts'
import { loadStream } from './streams.ts'
import { strikeOn } from './striking.ts'
import type { Work } from './work.ts'

function* carry(work: Work, carried: Carried): Io<void> {
  const { row, data, strike } = carried
  const intent = intentNamed(work, row.intent)
  if (typeof strike === 'string') throw new Error(strike)
  const received = yield* appendReceived(work, carried)
  const decision =
    strike?.do === 'refuse'
      ? refuse('fault')
      : yield* decide(work, intent, carried, work.memory.head.at)
  if (isRefusal(decision)) {
    yield* finish(work, carried, received, 'rejected', decision)
    return
  }
  const owner = personAtBirth(intent, data, row.target)
  yield* appendTo(work, row.target, owner, decision.events, originOf(row, received))
  if (intent.answered === 'by-process') {
    const outcome = JSON.stringify({ receipt: decision.receipt })
    yield* record(work, carried, {
      ...row,
      state: 'in-progress',
      outcome,
      first: received,
      last: work.memory.head.position,
    })
    return
  }
  yield* finish(work, carried, received, 'succeeded', { receipt: decision.receipt })
}

/** Records what became of a command whose own work was rolled back: a guard refused it, or it failed. */
function* recordTrouble(work: Work, carried: Carried, error: unknown): Io<void> {
  const breach = refusalOfBreach(work, error)
  const received = yield* appendReceived(work, carried)
  if (breach) yield* finish(work, carried, received, 'rejected', refuse(breach))
  else {
    const words = error instanceof Error ? error.message : String(error)
    yield* finish(work, carried, received, 'failed', { error: words })
  }
}

/** The work and what processes make of it, so that both stand or fall together. */
function* withReactions(work: Work, own: Io<void>): Io<void> {
  yield* own
  yield* routeNew(work)
}

/** Carries one command out, whatever it does: it ends in a final state, in progress, or failed alone. */
function* carryOut(work: Work, carried: Carried): Io<void> {
  const tried = yield* attempt(work, () => withReactions(work, carry(work, carried)))
  if (!('error' in tried)) return
  const { error } = tried
  const recorded = yield* attempt(work, () =>
    withReactions(work, recordTrouble(work, carried, error)),
  )
  if ('error' in recorded) throw recorded.error
}

/** Takes a person's or a machine's command: deduplicates it, writes it down and carries it out. */
export function* receive(work: Work, command: NewCommand): Io<Submission> {
  const intent = intentNamed(work, command.intent)
  const kept = yield* loadStream(work, command.target)
  const person =
    kept.version === 0 ? personAtBirth(intent, command.data, command.target) : kept.person
  const { personal, plain } = splitForm(intent, command.data)
  const whose = person ?? (personal ? command.actor.id : null)
  const keyPerson = unlessErased(work, whose)
  // Of somebody who is erased nothing personal is kept, not even what was typed about them just now.
  const data = keyPerson === whose ? command.data : plain
  const hash = contentHash(work, keyPerson, { ...command, data })
  const known = yield* findCommand(command.id)
  if (known) {
    // What it was digested with went with their key: only who sent it can still be told.
    const isSameContent = keyPerson !== whose || Buffer.compare(known.content_hash, hash) === 0
    const isSame = isSameContent && known.actor === command.actor.id
    return isSame ? { kind: 'accepted', command: viewOf(known), again: true } : { kind: 'reused' }
  }
  const row: CommandRow = {
    id: command.id,
    content_hash: hash,
    intent: command.intent,
    target: command.target,
    person: keyPerson,
    actor: command.actor.id,
    role: command.actor.role,
    on_behalf_of: command.actor.onBehalfOf,
    data: null,
    sealed: null,
    state: 'received',
    outcome: '{}',
    first: null,
    last: null,
    correlation: command.partOf?.correlation ?? command.id,
    causation: null,
    // Its process lives in another log, which hears of the outcome by itself.
    process: null,
    step: command.partOf?.step ?? null,
    attempt: command.partOf?.attempt ?? 1,
    received_at: Math.max(work.clock(), work.memory.head.at),
    settled_at: null,
  }
  yield* carryOut(work, {
    row,
    data,
    expectedVersion: command.expectedVersion,
    foreign: command.foreign,
    isNew: true,
    strike: yield* strikeOn(work, row),
  })
  const stored =
    work.memory.settled.at(-1)?.id === command.id
      ? work.memory.settled.at(-1)
      : yield* ask(commandView(command.id))
  if (!stored) throw new Error(`The command ${command.id} was carried out but not stored`)
  return { kind: 'accepted', command: stored, again: false }
}

/** Carries out a command that a process sent, if that has not been done yet. */
export function* carryOutSent(work: Work, id: string): Io<void> {
  const row = yield* findCommand(id)
  if (row?.state !== 'received') return
  const strike = yield* strikeOn(work, row)
  if (typeof strike === 'object' && strike.do === 'hang') return yield* leaveUnanswered(row)
  const data = sentData(work, row)
  yield* carryOut(work, { row, data, expectedVersion: undefined, isNew: false, strike })
}

/** What a process sent a command with, what is personal in it included. */
export function sentData(work: Work, { id, person, data, sealed }: CommandRow): object {
  const plain = JSON.parse(data ?? '{}') as object
  const place = placeOf({ stream: commandStream(id), version: 0 })
  const opened = sealed && person ? work.vault.unseal(person, place, sealed) : null
  return { ...plain, ...(opened ? (JSON.parse(opened) as object) : {}) }
}
