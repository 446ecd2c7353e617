import type { CaseAbout } from './events.ts'

/**
 * The data of `open-case`, which only processes and the system send. About a process or a command the case
 * has that one's id; about a thing, e.g. a backup that failed, the id is up to whoever sends it, and asking
 * again opens nothing more.
 */
export type OpenCase = {
  readonly about: CaseAbout
  /** The process's name, `command`, or what went wrong with a thing in one word: `backup`. */
  readonly process: string
  /** The step it stands at; empty where there is none. */
  readonly step: string
  readonly error: string
  readonly tries: number
  /** Whose matter it is; null where it is nobody's. */
  readonly person: string | null
  /** What a list calls the thing: "The backup of Monday"; empty for processes and commands. */
  readonly title: string
}
