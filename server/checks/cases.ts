import type { Envelope } from '#kernel/event.ts'
import { processName } from '#kernel/process.ts'
import { check, type Place, type Report } from './check.ts'
import { isProcess } from './commands.ts'
import { type SignsOfLife, seen, seenLast, signsOfLife, workedLongerThan } from './signs-of-life.ts'

// A case is opened by a process of its own, right after; it may be tried again once or twice.
const openedWithinMs = 120_000

type Trouble = { readonly at: Place; readonly since: number; readonly what: string }

type Desk = {
  readonly signs: SignsOfLife
  /** Processes that are stuck and people's commands that failed, by stream. */
  readonly troubles: Map<string, Trouble>
  /** What ever was in trouble. */
  readonly known: Set<string>
  /** What has a case, and whether that is open. */
  readonly cases: Map<string, 'open' | 'closed'>
  /** What each case is about, by the case's stream. */
  readonly abouts: Map<string, string>
  /** Processes under way that took note of trouble and open its case, by what the trouble is about. */
  readonly openings: Map<string, string>
  readonly ended: Set<string>
}

/** Whether a process is one that opens cases; others, too, take note of trouble. */
export function opensCases(stream: string): boolean {
  return isProcess(stream) && processName(stream) === 'case-opening'
}

function takeTrouble(state: Desk, event: Envelope, what: string): void {
  const { stream, position, at } = event
  state.known.add(stream)
  if (!state.troubles.has(stream)) {
    state.troubles.set(stream, { at: { stream, position }, since: at, what })
  }
}

function takeNote(state: Desk, { stream, data }: Envelope): void {
  const noted = data as { type: string; stream: string }
  const isTrouble = noted.type === 'ProcessStuck' || noted.type === 'CommandFailed'
  if (isTrouble && opensCases(stream)) state.openings.set(noted.stream, stream)
}

function takeCase(state: Desk, event: Envelope, report: Report): void {
  const { about } = event.data as { about: { stream?: string } }
  // What people report, and what is neither process nor command, is no trouble that the log knows of.
  if (about.stream === undefined) return
  if (!state.known.has(about.stream)) {
    report(event, 'a case about what is stuck or failed', `a case about ${about.stream}`)
  }
  if (state.cases.has(about.stream)) report(event, `one case about ${about.stream}`, 'another')
  state.cases.set(about.stream, 'open')
  state.abouts.set(event.stream, about.stream)
}

/** A case closes once its process has ended; a failed command is over as soon as somebody says so. */
function takeClosing(state: Desk, event: Envelope, report: Report): void {
  const about = state.abouts.get(event.stream)
  if (about === undefined) return
  if (state.cases.get(about) === 'closed') report(event, 'an open case', 'a closed one')
  state.cases.set(about, 'closed')
  const isProcess = about.startsWith('process.')
  if (isProcess && !state.ended.has(about)) report(event, `${about} ended`, 'under way')
  if (!isProcess) state.troubles.delete(about)
}

function takeOpenAgain(state: Desk, { stream }: Envelope): void {
  const about = state.abouts.get(stream)
  if (about !== undefined) state.cases.set(about, 'open')
}

/** C4: what is stuck has exactly one case; so has a person's command that failed by a defect of ours. */
export const troubleHasOneCase = check<Desk>({
  id: 'C4',
  title: 'Everything that is stuck has one open case, which closes only when it has ended',
  begin: (known) => ({
    signs: signsOfLife(known),
    troubles: new Map(),
    known: new Set(),
    cases: new Map(),
    abouts: new Map(),
    openings: new Map(),
    ended: new Set(),
  }),
  take(state, event, report) {
    seen(state.signs, event.at)
    switch (event.type) {
      case 'ProcessStuck':
        return takeTrouble(state, event, 'stuck')
      case 'CommandFailed':
        return event.role === 'system' ? undefined : takeTrouble(state, event, 'failed')
      case 'StepSent':
      case 'StepAskedAgain':
      case 'CompensationStarted':
      case 'SettlementStarted':
        state.troubles.delete(event.stream)
        return
      case 'ProcessEnded':
        state.troubles.delete(event.stream)
        state.ended.add(event.stream)
        return
      case 'EventNoted':
        return takeNote(state, event)
      case 'CaseOpened':
        return takeCase(state, event, report)
      case 'CaseClosed':
        return takeClosing(state, event, report)
      case 'CaseReopened':
      case 'CaseStuckAgain':
        return takeOpenAgain(state, event)
    }
  },
  end({ signs, troubles, cases, openings, ended }, _, report) {
    const now = seenLast(signs)
    seen(signs, now)
    for (const [stream, { at, since, what }] of troubles) {
      const opening = openings.get(stream)
      // While its case is still being opened, that process has a deadline, which C3 looks at.
      if (opening && !ended.has(opening)) continue
      if (cases.get(stream) === 'open' || !workedLongerThan(signs, openedWithinMs, since, now))
        continue
      report(at, 'exactly one open case', `none, though it is ${what}`)
    }
  },
})
