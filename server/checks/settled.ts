import type { Envelope } from '#kernel/event.ts'
import { resolvedByHand } from '#kernel/steering.ts'
import {
  type CaseEvents,
  type SettledEffect,
  settledEffect,
  settlingAlone,
} from '#modules/help-desk/published.ts'
import { check, type Report } from './check.ts'

type Settlement = {
  readonly effects: readonly SettledEffect[]
  /** What was written of it so far. */
  readonly written: SettledEffect[]
}

type Settlements = {
  readonly under: Map<string, Settlement>
  /** Requests that were approved, with the command that did. */
  readonly approved: Map<string, string>
}

type Settled = Envelope<Extract<CaseEvents, { type: 'StepSettledByHand' }>>

/** What money moved, in minor units. */
function moved(effects: readonly SettledEffect[]): number {
  const debits = effects.flatMap(({ postings }) => postings.map(([, debit]) => debit))
  return debits.reduce((sum, debit) => sum + debit, 0)
}

function takeSettled(state: Settlements, event: Settled, report: Report): void {
  const { process, effects, done, approval } = event.data
  state.under.set(process, { effects, written: [] })
  if (event.role === 'system') report(event, 'a person who settles it', event.actor)
  if (done.length < 3) report(event, 'what was done outside', `“${done}”`)
  if (approval === null) {
    const amount = moved(effects)
    if (amount > settlingAlone) report(event, 'a second person who approved', `none, for ${amount}`)
  } else if (state.approved.get(approval) !== event.command) {
    report(event, `the request ${approval} approved with it`, 'not approved')
  }
}

function takeEffect({ under }: Settlements, event: Envelope, report: Report): void {
  const effect = settledEffect(event)
  if (!effect) return
  const [process = ''] = (event.step ?? '').split('/')
  const known = under.get(process)
  if (!known) {
    report(event, 'somebody who settled it by hand', 'nobody')
    return
  }
  const expected = known.effects[known.written.length]
  known.written.push(effect)
  const [shown, found] = [JSON.stringify(expected), JSON.stringify(effect)]
  if (shown !== found) report(event, `${shown ?? 'nothing more'}, as was shown`, found)
}

function takeEnd({ under }: Settlements, event: Envelope, report: Report): void {
  const { as } = event.data as { as: string }
  const known = under.get(event.stream)
  under.delete(event.stream)
  if (as !== resolvedByHand) return
  if (!known) {
    report(event, 'somebody who settled it by hand', 'nobody')
    return
  }
  const { effects, written } = known
  if (written.length < effects.length)
    report(event, `${effects.length} movements, as was shown`, String(written.length))
}

/** C6: what is settled by hand was said by a person, with evidence, and does exactly what was shown before. */
export const settledAsShown = check<Settlements>({
  id: 'C6',
  title: 'What was settled by hand has somebody who says so, and did exactly what was shown before',
  begin: () => ({ under: new Map(), approved: new Map() }),
  row(_, row, report) {
    // The evidence is sealed: it may name people, and is there as long as it is kept at all.
    if (row.type === 'StepSettledByHand' && row.sealed === null) report(row, 'evidence', 'none')
  },
  take(state, event, report) {
    switch (event.type) {
      case 'ApprovalGiven':
        state.approved.set((event.data as { request: string }).request, event.command)
        return
      case 'StepSettledByHand':
        return takeSettled(state, event as Settled, report)
      case 'ProcessEnded':
        return takeEnd(state, event, report)
      default:
        if (event.step !== null) takeEffect(state, event, report)
    }
  },
})
