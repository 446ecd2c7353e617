import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/** What a case is about: a process that is stuck, or a command that failed. */
export type CaseAbout = { readonly kind: 'process' | 'command'; readonly stream: string }

export type CaseEvents = DomainEvent<
  'CaseOpened',
  {
    readonly about: CaseAbout
    /** The process's name; `command` where a command failed. */
    readonly process: string
    /** The step it stands at; empty for a command. */
    readonly step: string
    readonly error: string
    readonly tries: number
  }
>

export const caseEvents = describeEvents<CaseEvents>({
  CaseOpened: {
    version: 1,
    words: 'A case was opened after {tries} tries: {error}',
    tone: 'bad',
  },
})
