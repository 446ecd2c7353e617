import { categoryOf, type Envelope, idOf } from '#kernel/event.ts'
import { type AnyProcess, processName, signalOf } from '#kernel/process.ts'
import { foldProcess, type Told } from '#kernel/process-life.ts'
import type { Registry } from '#kernel/registry.ts'
import { unborn } from '#kernel/step-life.ts'
import { opensCases } from './cases.ts'
import { type AnyCheck, check, type Place, type Report } from './check.ts'
import { isCommandEnd, isProcess } from './commands.ts'
import { type SignsOfLife, seen, seenLast, signsOfLife, workedLongerThan } from './signs-of-life.ts'

const graceMs = 60_000
// A step that was sent is carried out at once, or found by the sweep; so is a process that stands still.
const answerMs = 120_000
const forever = Number.POSITIVE_INFINITY

type Course = {
  readonly process: AnyProcess
  told: Told
  at: Place
  /** Timers it asked for, by name, and when they are due. */
  readonly timers: Map<string, number>
  /** Commands of its steps that another process will answer. */
  readonly answering: Set<string>
  /** When somebody else last had a part in it: a case was opened, a step was answered by its process. */
  touchedAt: number
  cases: number
}

type Progress = {
  readonly signs: SignsOfLife
  readonly under: Map<string, Course>
  /** Which process each unanswered command of a step belongs to. */
  readonly steps: Map<string, string>
  /** By what is stuck: the process that took note of it and opens its case, or tries to. */
  readonly openings: Map<string, string>
  /** What each case is about. */
  readonly cases: Map<string, string>
}

/** Until when a process may be silent, in ms; for ever where a person is waited for. */
function deadlineOf({ process, told, timers, answering, touchedAt, cases }: Course): number {
  const { life, state } = told
  if (cases > 0 || answering.size > 0) return forever
  const dues = [...timers.values(), touchedAt + answerMs]
  for (const step of life.steps) {
    if (step.state === 'sent' || step.state === 'undoing')
      dues.push(step.askAt ?? step.changedAt + answerMs)
    if (step.nextAt !== null) dues.push(step.nextAt)
  }
  // Standing still by design is no standstill, but a stuck one needs its case.
  if (life.stuck === null && process.waitsFor(state) !== undefined) return forever
  const isIdle = dues.length === 1 || life.stuck !== null
  return isIdle ? Math.max(life.changedAt, touchedAt) + answerMs : Math.max(...dues)
}

function checkSilence(state: Progress, course: Course, at: Place, until: number, report: Report) {
  if (until - course.told.life.changedAt <= graceMs) return
  // Whoever opens its case has a deadline of its own, which is looked at as well.
  if (course.told.life.stuck && state.under.has(state.openings.get(course.at.stream) ?? '')) return
  const deadline = deadlineOf(course)
  if (!workedLongerThan(state.signs, graceMs, deadline, until)) return
  const silentS = Math.round((until - deadline) / 1_000)
  report(at, 'a next deadline, a person who is waited for, or a case', `nothing, for ${silentS} s`)
}

/** What a process asks for follows from its events; only its timers are not told by them. */
function takeTimers(course: Course, event: Envelope): void {
  const { process, told, timers } = course
  const signal = signalOf(event)
  if (event.type === 'SettlementStarted') timers.clear()
  // Whoever settles it by hand said all that is still to be done.
  if (told.life.settling) return
  if (event.type === 'TimerFired') timers.delete(String(signal.data['name']))
  const isKernels = event.type.startsWith('Step') || event.type.startsWith('Compensation')
  if (isKernels && told.life.compensating) return
  for (const act of process.react(told.state, signal, event.at)) {
    if (act.do === 'timer') timers.set(act.name, act.due)
    if (act.do === 'drop') timers.delete(act.name)
  }
}

function takeProcess(registry: Registry, state: Progress, event: Envelope, report: Report): void {
  const { stream, position, at } = event
  const name = processName(stream)
  const process = registry.processes.get(name)
  if (!process) {
    report(event, 'a process that this program knows', name)
    return
  }
  const known = state.under.get(stream)
  if (known) checkSilence(state, known, event, at, report)
  if (event.type === 'ProcessEnded') {
    state.under.delete(stream)
    return
  }
  const before: Told = known?.told ?? { life: unborn, state: process.initialState }
  const told = foldProcess(process, [event], before)
  const place = { position, stream }
  const course: Course = known ?? {
    process,
    told,
    at: place,
    timers: new Map(),
    answering: new Set(),
    touchedAt: 0,
    cases: 0,
  }
  course.told = told
  course.at = place
  takeOpening(state, event)
  state.under.set(stream, course)
  takeTimers(course, event)
}

function takeOpening({ openings }: Progress, { type, stream, data }: Envelope): void {
  if (type !== 'EventNoted') return
  const noted = data as { type: string; stream: string }
  if (noted.type === 'ProcessStuck' && opensCases(stream)) openings.set(noted.stream, stream)
}

/** A step's command that is received and not ended at once waits for a process of its own. */
function takeCommand(state: Progress, event: Envelope): void {
  const id = idOf(event.stream)
  if (event.type === 'CommandReceived') {
    const { process } = event.data as { process: string | null }
    if (!process) return
    state.steps.set(id, process)
    state.under.get(process)?.answering.add(id)
    return
  }
  if (!isCommandEnd(event)) return
  const course = state.under.get(state.steps.get(id) ?? '')
  state.steps.delete(id)
  if (!course) return
  course.answering.delete(id)
  course.touchedAt = event.at
}

/** A case stands for a process as long as it is open: closed, reopened, or stuck again under the same one. */
function takeCase(state: Progress, { type, stream, data }: Envelope): void {
  const about =
    type === 'CaseOpened'
      ? (data as { about: { stream?: string } }).about.stream
      : state.cases.get(stream)
  if (about === undefined) return
  state.cases.set(stream, about)
  const course = state.under.get(about)
  if (course) course.cases = type === 'CaseClosed' ? 0 : 1
}

const caseTypes = ['CaseOpened', 'CaseClosed', 'CaseReopened', 'CaseStuckAgain']

/** C3: at every moment each process under way has a deadline, a person it waits for, or a case. */
export function nothingIsForgotten(registry: Registry): AnyCheck {
  return check<Progress>({
    id: 'C3',
    title: 'Every process under way has a deadline, somebody it waits for, or a case',
    begin: (known) => ({
      signs: signsOfLife(known),
      under: new Map(),
      steps: new Map(),
      openings: new Map(),
      cases: new Map(),
    }),
    take(state, event, report) {
      seen(state.signs, event.at)
      if (isProcess(event.stream)) takeProcess(registry, state, event, report)
      else if (categoryOf(event.stream) === 'command') takeCommand(state, event)
      else if (caseTypes.includes(event.type)) takeCase(state, event)
    },
    end(state, _, report) {
      const now = seenLast(state.signs)
      seen(state.signs, now)
      for (const course of state.under.values()) checkSilence(state, course, course.at, now, report)
    },
  })
}
