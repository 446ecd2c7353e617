import { askDelaysMs } from '#kernel/process.ts'
import type { StepLife } from '#kernel/step-life.ts'
import type { CommandRow } from './command-row.ts'
import { findCommand } from './commands.ts'
import { append, type Instance } from './instance.ts'
import { type Io, tell } from './io.ts'
import { postAgain } from './outgoing.ts'
import { askTimer, setTimer } from './process-timers.ts'
import { strikeOn } from './striking.ts'
import type { Work } from './work.ts'

/** When the question that is asked now for the so-manieth time would be repeated, in ms. */
function nextAskAt({ process }: Instance, times: number, at: number): number {
  const [first = 0] = askDelaysMs
  const patience = process.tireless ? (askDelaysMs.at(-1) ?? first) : first
  return at + (askDelaysMs[times] ?? patience)
}

/** Asks for the same command again, under its id; somebody at the help desk may want it before it is time. */
export function* askOnceMore(work: Work, one: Instance, step: string, known: StepLife): Io<void> {
  const times = known.asked + 1
  const nextAt = nextAskAt(one, times, work.memory.head.at)
  const { command } = known
  yield* append(work, one, { type: 'StepAskedAgain', data: { step, command, times, nextAt } })
  yield* setTimer(one.stream, askTimer(step), nextAt)
  const row = yield* findCommand(command)
  if (row) yield* ask(work, row)
}

function* ask(work: Work, row: CommandRow): Io<void> {
  if (row.state === 'received' || row.state === 'in-progress') return
  if (row.state !== 'sent') {
    // It was carried out, and only the answer was lost: the receiver says what it did.
    const strike = yield* strikeOn(work, row)
    const isLost = typeof strike === 'object' && strike.do === 'lose'
    if (!isLost) work.memory.answered.push(row)
    return
  }
  if (work.elsewhere?.(row.target) !== undefined)
    return yield* postAgain(work, row.id, work.memory.head.at)
  yield* tell(`UPDATE commands SET state = 'received' WHERE id = ?`, row.id)
  work.memory.sent.push(row.id)
}
