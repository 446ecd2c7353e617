import { categoryOf, type Envelope, idOf } from '#kernel/event.ts'
import { check, type Place, type Report } from './check.ts'

const endings = new Set(['CommandSucceeded', 'CommandRejected', 'CommandFailed'])

export function isCommandEnd({ type }: Envelope): boolean {
  return endings.has(type)
}

export function isProcess(stream: string): boolean {
  return stream.startsWith('process.')
}

type Outcomes = Map<string, 'received' | 'ended'>

function takeOutcome(state: Outcomes, event: Envelope, report: Report): void {
  const id = idOf(event.stream)
  const before = state.get(id)
  if (event.type === 'CommandReceived') {
    if (before) report(event, 'a command that is received once', 'received again')
    else state.set(id, 'received')
    return
  }
  if (before === undefined) report(event, 'a command that was received', event.type)
  if (before === 'ended') report(event, 'one outcome of the command', `another: ${event.type}`)
  state.set(id, 'ended')
}

/** C1: a command has at most one outcome, and nothing comes of it after that. */
export const commandsCountOnce = check<Outcomes>({
  id: 'C1',
  title: 'Every command took effect at most once',
  begin: () => new Map(),
  take(state, event, report) {
    if (isProcess(event.stream)) return
    if (categoryOf(event.stream) === 'command') {
      takeOutcome(state, event, report)
      return
    }
    const known = state.get(event.command)
    if (known === 'received') return
    const found = known ? 'an event after its outcome' : 'an event without its command'
    report(event, `events of the command ${event.command} from its receipt to its outcome`, found)
  },
})

type Unfinished = {
  /** Commands without an outcome, and the processes that took note of what they did. */
  readonly commands: Map<string, { readonly at: Place; readonly processes: string[] }>
  /** The correlation of each process under way. */
  readonly processes: Map<string, string>
  readonly ended: Set<string>
}

function takeCommand(state: Unfinished, event: Envelope, report: Report): void {
  const id = idOf(event.stream)
  if (event.type !== 'CommandReceived') {
    state.commands.delete(id)
    return
  }
  const { position, stream } = event
  state.commands.set(id, { at: { position, stream }, processes: [] })
  const { process } = event.data as { process: string | null }
  if (process) checkCorrelation(state, event, process, report)
}

function checkCorrelation(state: Unfinished, event: Envelope, process: string, report: Report) {
  const began = state.processes.get(process)
  if (began === undefined || began === event.correlation) return
  report(event, `the correlation ${began} of ${process}`, event.correlation)
}

function takeProcess(state: Unfinished, event: Envelope, report: Report): void {
  const { stream, type } = event
  if (state.ended.has(stream)) report(event, 'nothing after the end of the process', type)
  checkCorrelation(state, event, stream, report)
  if (!state.processes.has(stream)) state.processes.set(stream, event.correlation)
  if (type === 'EventNoted') {
    const { command } = event.data as { command: string }
    state.commands.get(command)?.processes.push(stream)
  }
  if (type !== 'ProcessEnded') return
  state.ended.add(stream)
  state.processes.delete(stream)
}

/**
 * C2: a command without an outcome is one that a process under way will answer; a process ends once, with
 * nothing after; what it does belongs to the command that began it.
 */
export const commandsAndProcessesEnd = check<Unfinished>({
  id: 'C2',
  title: 'Every command has one outcome or a process that will give it; every process ends once',
  begin: () => ({ commands: new Map(), processes: new Map(), ended: new Set() }),
  take(state, event, report) {
    if (isProcess(event.stream)) takeProcess(state, event, report)
    else if (categoryOf(event.stream) === 'command') takeCommand(state, event, report)
  },
  end(state, _, report) {
    for (const { at, processes } of state.commands.values()) {
      if (processes.some((one) => state.processes.has(one))) continue
      report(at, 'an outcome, or a process under way that will give it', 'neither')
    }
  },
})

/** C7: a step has at most one success, however often it was tried. */
export const stepsSucceedOnce = check<Map<string, Set<string>>>({
  id: 'C7',
  title: 'Every step of a process succeeded at most once',
  types: ['CommandSucceeded', 'StepSucceeded', 'ProcessEnded'],
  begin: () => new Map(),
  take(state, event, report) {
    if (event.type === 'ProcessEnded') {
      state.delete(event.stream)
      return
    }
    const success = successOf(event)
    if (!success) return
    const { process, step } = success
    const before = state.get(process) ?? new Set()
    state.set(process, before)
    const key = `${event.type} ${step}`
    if (before.has(key)) report(event, `one success of ${step} in ${process}`, 'another')
    before.add(key)
  },
})

/** Which step of which process an event says to be done; the command's own event names both as one. */
function successOf({ type, stream, step, data }: Envelope) {
  if (type === 'StepSucceeded') return { process: stream, step: (data as { step: string }).step }
  if (step === null) return undefined
  const end = step.indexOf('/')
  return { process: step.slice(0, end), step: step.slice(end + 1) }
}
