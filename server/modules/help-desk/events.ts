import { type DomainEvent, describeEvents, type EventDescriptions } from '#kernel/event.ts'
import { type ApprovalEvents, approvalEvents } from '#modules/approvals/published.ts'
import type { SettledEffect } from './effects.ts'

/**
 * What a case is about: a process that is stuck, a command that failed, or anything else that has a page
 * here, by that page's address.
 */
export type CaseAbout =
  | { readonly kind: 'process' | 'command'; readonly stream: string }
  | { readonly kind: 'thing'; readonly href: string }

type CaseOpened = {
  readonly about: CaseAbout
  /** The process's name; `command` where a command failed; empty where a person reported it. */
  readonly process: string
  /** The step it stands at; empty where there is none. */
  readonly step: string
  readonly error: string
  readonly tries: number
  /** Whose matter it is; null where it is nobody's. */
  readonly person: string | null
  /** Who reported it; null where it came up by itself. Somebody who did waits for an answer. */
  readonly reporter: string | null
  /** The title of the page it is about. */
  readonly title: string
  /** What happened, in the reporter's words, and where they can be reached. */
  readonly what: string
  readonly reach: string
}

export type CaseEvents =
  | ApprovalEvents
  | DomainEvent<'CaseOpened', CaseOpened>
  /** `from` had it until then, if anybody; it was taken over for a reason. */
  | DomainEvent<'CaseTaken', { readonly from: string | null; readonly reason: string }>
  | DomainEvent<'CasePassedOn', { readonly to: string; readonly note: string }>
  | DomainEvent<'CaseNoted', { readonly note: string }>
  | DomainEvent<'CaseAnswered', { readonly answer: string }>
  | DomainEvent<'CaseClosed', Readonly<Record<string, never>>>
  | DomainEvent<'CaseReopened', { readonly reason: string }>
  /** Its process went on for a while, and is stuck again: the same case. */
  | DomainEvent<
      'CaseStuckAgain',
      { readonly step: string; readonly error: string; readonly tries: number }
    >
  /** The step is sent again under its id, at once or at a time in ms; `error` is what it said so far. */
  | DomainEvent<
      'StepRetried',
      {
        readonly process: string
        readonly step: string
        readonly at: number | null
        readonly error: string
      }
    >
  | DomainEvent<'UndoStarted', { readonly process: string; readonly reason: string }>
  | DomainEvent<
      'StepSettledByHand',
      {
        readonly process: string
        /** Which of the process's settlements, and what it is called. */
        readonly as: string
        readonly title: string
        /** What was done outside: one of a list; and what exactly, in words of their own. */
        readonly done: string
        readonly evidence: string
        readonly reference: string
        /** What it was shown to do before. */
        readonly effects: readonly SettledEffect[]
        /** The request that a second person approved; null where none was needed. */
        readonly approval: string | null
      }
    >

// Before people could report anything every case was about a process or a command.
const nobodyReported = { person: null, reporter: null, title: '', what: '', reach: '' }

// Why it is undone is told on the case, sealed; a process's own stream is read by more people.
const undoReason = 'The help desk had it undone'

const ownEvents = describeEvents<Exclude<CaseEvents, ApprovalEvents>>({
  CaseOpened: {
    version: 2,
    words: 'A case was opened. {error}',
    tone: 'bad',
    personal: ['title', 'what', 'reach'],
    upcasts: { 1: (data) => ({ ...data, ...nobodyReported }) },
  },
  CaseTaken: { version: 1, words: 'Taken. {reason}', personal: ['reason'], reason: 'reason' },
  CasePassedOn: { version: 1, words: 'Passed on to {to:name}. {note}', personal: ['note'] },
  CaseNoted: { version: 1, words: 'Noted: {note}', personal: ['note'] },
  CaseAnswered: { version: 1, words: 'Answered: {answer}', tone: 'good', personal: ['answer'] },
  CaseClosed: { version: 1, words: 'The case was closed', tone: 'good' },
  CaseReopened: {
    version: 1,
    words: 'Opened again: {reason}',
    tone: 'bad',
    personal: ['reason'],
    reason: 'reason',
  },
  CaseStuckAgain: {
    version: 1,
    words: 'Stuck again at {step:step} after {tries} tries: {error}',
    tone: 'bad',
  },
  StepRetried: {
    version: 1,
    words: 'The step {step:step} is tried again by hand',
    steers: ({ process, step, at }) => ({ process, do: 'retry', step, at }),
  },
  UndoStarted: {
    version: 1,
    words: 'What was done is being undone: {reason}',
    tone: 'held',
    personal: ['reason'],
    reason: 'reason',
    steers: ({ process }) => ({ process, do: 'undo', reason: undoReason }),
  },
  StepSettledByHand: {
    version: 1,
    words: 'Settled by hand: {title}',
    tone: 'good',
    personal: ['evidence', 'reference'],
    steers: ({ process, as }) => ({ process, do: 'settle', as }),
  },
})

export const caseEvents: EventDescriptions = { ...approvalEvents, ...ownEvents }
