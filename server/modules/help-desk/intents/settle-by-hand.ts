import type { Envelope } from '#kernel/event.ts'
import { choice, text, tick } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { isWaitingForAnswer } from '#kernel/mending.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import { sameRequest } from '#modules/approvals/published.ts'
import { type StaffMember, staffMembers } from '#modules/clinic/published.ts'
import { told } from '../case-fields.ts'
import { caseDespite } from '../case-words.ts'
import { type Case, helpCase } from '../deciders/case.ts'
import { type SettledEffect, seenEffects, settledEffects } from '../effects.ts'
import type { CaseEvents } from '../events.ts'
import { mendRefusals, processOfCase, whyNotMended } from '../mending.ts'
import { readSettleResult } from '../pages/mend-result.ts'
import { endsIn } from '../pages/rehearsed.ts'
import { readSettleCheck } from '../pages/settle-check.ts'
import {
  doneOutside,
  settlementField,
  settlementNamed,
  settlementOptions,
  settlingAlone,
  whyNoSettlement,
  wordsOfOutside,
} from '../settling.ts'

type Form = {
  readonly settlement: string
  readonly done: (typeof doneOutside)[number]['value']
  readonly evidence: string
  readonly reference: string
  readonly effects: readonly SettledEffect[] | null
  readonly ask: boolean
}

function namesBut(actor: string, ...staff: readonly (readonly StaffMember[])[]): string {
  const names = staff.flat().flatMap(({ id, name }) => (id === actor || name === '' ? [] : [name]))
  return [...new Set(names)].join(' or ') || 'another manager'
}

/** Asks a second person; what was said about it is noted, sealed, since a request is read by others. */
function askFor(state: Case, data: Form, asked: AskedFor): readonly CaseEvents[] | Refusal {
  if (state.status === 'none') return refuse('no-case')
  const open = sameRequest(state.requests, ({ intent: name }) => name === 'settle-by-hand')
  if (open) return refuse('asked-already', { at: open.askedAt, amount: open.amount })
  const { settlement, done, effects } = data
  const note = [data.evidence, data.reference].filter(Boolean).join('\n')
  return [
    { type: 'CaseNoted', data: { note } },
    {
      type: 'ApprovalRequested',
      data: {
        request: asked.request,
        intent: 'settle-by-hand',
        form: { settlement, done, effects },
        what: `Settling by hand: ${asked.title}`,
        amount: asked.amount,
        beneficiary: asked.beneficiary,
        reason: wordsOfOutside(done),
      },
    },
  ]
}

/** Whether the process itself came to its end in what was shown: others may end with a part of it. */
function isWhole(events: readonly Envelope[]): boolean {
  const settled = (events as readonly (Envelope & CaseEvents)[]).find(
    ({ type }) => type === 'StepSettledByHand',
  )
  return settled?.type === 'StepSettledByHand' && endsIn(events, settled.data.process)
}

type AskedFor = {
  readonly request: string
  readonly title: string
  readonly amount: number
  readonly beneficiary: string | null
}

/** Ends a process by hand, in one of the whole ways that it knows: what is shown before is what is then written. */
export const settleByHand = intent({
  name: 'settle-by-hand',
  title: 'Settle it by hand',
  intro:
    'For what was done outside, or never will be. You see every posting and every move on the shelf before anything is written.',
  submit: 'Settle it like this',
  doing: 'Settling by hand',
  done: 'It is settled by hand',
  notDone: 'Not settled',
  on: helpCase,
  by: { manager: 'clinic' },
  despite: caseDespite,
  staleAfter: ['StepRetried', 'UndoStarted', 'StepSettledByHand', 'CaseClosed'],
  fields: {
    settlement: settlementField,
    done: choice('What was done outside?', doneOutside),
    evidence: told('What exactly, and how do you know?', {
      min: 10,
      max: 500,
      missing: 'Say what was done, in at least 10 characters.',
    }),
    reference: text(
      'Reference',
      { max: 40, optional: true },
      { hint: 'A receipt, a letter, a ticket', personal: true },
    ),
    effects: seenEffects,
    ask: tick('Yes, ask for approval', { askedBy: 'second-person' }),
  },
  reads: (asking: Asking<Form>) => ({
    stuck: processOfCase(asking),
    managers: staffMembers('manager'),
    admins: staffMembers('admin'),
  }),
  choices: (asking) => ({ settlement: settlementOptions(processOfCase(asking)) }),
  needs(state, { facts: { stuck } }) {
    const refused = whyNotMended(state, stuck)
    if (refused || !stuck) return refused
    const { life } = stuck.told
    if (life.stuck === null || isWaitingForAnswer(life)) {
      return refuse('running', { since: life.changedAt })
    }
    return whyNoSettlement(stuck)
  },
  decide(state, { data, actor, command, facts, isRehearsal }): readonly CaseEvents[] | Refusal {
    const { stuck } = facts
    if (!stuck || state.status === 'none') return refuse('no-process')
    const settlement = settlementNamed(stuck, data.settlement)
    if (isRefusal(settlement)) return settlement
    const { as, title, amount, sends } = settlement
    if (data.effects === null && sends.length > 0 && !isRehearsal) return refuse('not-seen')
    if (amount > settlingAlone && !isRehearsal) {
      const names = namesBut(actor.id, facts.managers, facts.admins)
      if (!data.ask) return refuse('second-person', { limit: settlingAlone, amount, names })
      return askFor(state, data, { request: command, title, amount, beneficiary: state.person })
    }
    const { done, evidence, reference, effects } = data
    const process = stuck.stream
    return [
      {
        type: 'StepSettledByHand',
        data: {
          process,
          as,
          title,
          done,
          evidence,
          reference,
          effects: effects ?? [],
          approval: null,
        },
      },
    ]
  },
  checkFirst: true,
  check: {
    view: 'help-desk/settle-check.njk',
    // What is shown in part only is not what will be written: it is not accepted.
    accept: (form, events) => ({
      ...form,
      effects: isWhole(events) ? settledEffects(events) : null,
    }),
    read: readSettleCheck,
  },
  result: { read: readSettleResult },
  refusals: {
    ...mendRefusals,
    unbalanced:
      'After this {amount:money} would still be held for nothing. Release or take it too: undo that part first.',
    'left-over':
      'After this, what {step:step} did would still stand for nothing. Undo it, or try again first.',
    'no-settlement':
      'It cannot be settled like this any more. Choose one of the ways that are left.',
    'not-seen':
      'Nothing was settled: look first at what it would do. Open the form, have the answers checked, and send what that shows.',
    'second-person':
      '{amount:money} would move, and over {limit:money} a second person looks at it. Ask {names} to approve it?',
    'asked-already':
      'Somebody asked for {amount:money} at {at:moment}, and that is not decided yet. Wait for it, or have it declined.',
  },
  next: ['close-case', 'try-again'],
})
