import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/**
 * What a case is about: a process that is stuck, a command that failed, or anything else that has a page
 * here, by that page's address.
 */
export type CaseAbout =
  | { readonly kind: 'process' | 'command'; readonly stream: string }
  | { readonly kind: 'thing'; readonly href: string }

/** What a settlement by hand did to the books and the shelf, as it was shown before. */
export type SettledEffect = Readonly<Record<string, unknown>>

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
  | DomainEvent<'CaseOpened', CaseOpened>
  /** `from` had it until then, if anybody; it was taken over for a reason. */
  | DomainEvent<'CaseTaken', { readonly from: string | null; readonly reason: string }>
  | DomainEvent<'CasePassedOn', { readonly to: string; readonly note: string }>
  | DomainEvent<'CaseNoted', { readonly note: string }>
  | DomainEvent<'CaseAnswered', { readonly answer: string }>
  | DomainEvent<'CaseClosed', { readonly answer: string }>
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
        /** Which of the process's settlements. */
        readonly as: string
        readonly done: string
        readonly evidence: string
        readonly reference: string
        readonly effects: readonly SettledEffect[]
      }
    >

// Before people could report anything every case was about a process or a command.
const nobodyReported = { person: null, reporter: null, title: '', what: '', reach: '' }

export const caseEvents = describeEvents<CaseEvents>({
  CaseOpened: {
    version: 2,
    words: 'A case was opened. {error}',
    tone: 'bad',
    personal: ['title', 'what', 'reach'],
    upcasts: { 1: (data) => ({ ...data, ...nobodyReported }) },
  },
  CaseTaken: { version: 1, words: 'Taken', personal: ['reason'], reason: 'reason' },
  CasePassedOn: { version: 1, words: 'Passed on to {to:person}', personal: ['note'] },
  CaseNoted: { version: 1, words: 'Noted: {note}', personal: ['note'] },
  CaseAnswered: { version: 1, words: 'Answered: {answer}', tone: 'good', personal: ['answer'] },
  CaseClosed: { version: 1, words: 'The case was closed', tone: 'good', personal: ['answer'] },
  CaseReopened: {
    version: 1,
    words: 'Opened again',
    tone: 'bad',
    personal: ['reason'],
    reason: 'reason',
  },
  CaseStuckAgain: {
    version: 1,
    words: 'Stuck again at {step:step} after {tries} tries: {error}',
    tone: 'bad',
  },
  StepRetried: { version: 1, words: 'The step {step:step} is tried again by hand' },
  UndoStarted: {
    version: 1,
    words: 'What was done is being undone',
    tone: 'held',
    personal: ['reason'],
    reason: 'reason',
  },
  StepSettledByHand: {
    version: 1,
    words: 'Settled by hand: {done}',
    tone: 'good',
    personal: ['done', 'evidence', 'reference'],
  },
})
