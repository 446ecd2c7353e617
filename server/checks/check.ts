import type { Envelope } from '#kernel/event.ts'
import type { StoredEvent } from '#worker/stored.ts'

/** One place where an invariant does not hold. `stream` is empty where the log as a whole is meant. */
export type Breach = {
  readonly id: string
  readonly position: number
  readonly stream: string
  readonly expected: string
  readonly found: string
}

export type Place = { readonly position: number; readonly stream: string }

/** Reports one breach. */
export type Report = (at: Place, expected: string, found: string) => void

/** A row of the log as it is stored, with its place in the chain. */
export type StoredRow = StoredEvent & { readonly hash: Uint8Array }

/** The end of the log as it was noted outside of it, with the clinic's time then in ms. */
export type NotedHead = {
  readonly position: number
  readonly hash: Uint8Array
  readonly clinicTime: number
}

/** What is known beside the log, oldest first: only to see a cut end, and that the program was at work. */
export type Known = { readonly noted: readonly NotedHead[] }

/** Where the log ends; `at` in ms. */
export type LogEnd = { readonly position: number; readonly at: number }

/**
 * An invariant as a fold over the log in the order of positions. The state belongs to the check alone and
 * may be changed in place: a log has millions of events. `row` sees what is stored, `take` the event as the
 * domain sees it, without personal fields, and only those of `types` where they are named.
 */
export type Check<State> = {
  /** As in the list of invariants: `L1`. */
  readonly id: string
  /** What holds, as a sentence for whoever runs the clinic. */
  readonly title: string
  readonly types?: readonly string[]
  begin(known: Known): State
  row?(state: State, row: StoredRow, report: Report): void
  take?(state: State, event: Envelope, report: Report): void
  end?(state: State, end: LogEnd, report: Report): void
}

/** A check under way, its state kept to itself. */
export type Fold = {
  readonly id: string
  readonly row: ((row: StoredRow) => void) | undefined
  readonly take: ((event: Envelope) => void) | undefined
  end(end: LogEnd): void
}

/** A check whose state is not known here. */
export type AnyCheck = {
  readonly id: string
  readonly title: string
  readonly types: readonly string[] | undefined
  open(known: Known, report: Report): Fold
}

/** Says of an error what it is, whatever was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** States a check. What it cannot follow, since the log is broken, is a breach of it and not a crash. */
export function check<State>(definition: Check<State>): AnyCheck {
  const { id, title, types } = definition
  return {
    id,
    title,
    types,
    open(known, report) {
      const state = definition.begin(known)
      const { row, take, end } = definition
      const careful = (at: Place, run: () => void) => {
        try {
          run()
        } catch (error) {
          report(at, 'an event that follows from those before it', wordsOf(error))
        }
      }
      return {
        id,
        row: row && ((stored) => careful(stored, () => row(state, stored, report))),
        take: take && ((event) => careful(event, () => take(state, event, report))),
        end: (at) => careful({ position: at.position, stream: '' }, () => end?.(state, at, report)),
      }
    },
  }
}
