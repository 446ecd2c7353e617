import type { Envelope } from '#kernel/event.ts'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import { toEnvelope } from '#worker/stored.ts'
import { blind } from './blind.ts'
import { type AnyCheck, type Fold, type Known, type StoredRow, wordsOf } from './check.ts'
import { type Findings, tallying } from './findings.ts'

/** A look through the log under way: rows go in, in the order of positions; findings come out at its end. */
export type LogPass = {
  take(row: Row): void
  /** The log could not be read any further; what hangs on its end is not judged. */
  breakOff(error: unknown): void
  end(): Findings
}

/** Folds all checks over the log at once. A row that cannot be understood is a breach of the log itself. */
export function openPass(registry: Registry, checks: readonly AnyCheck[], known: Known): LogPass {
  const tally = tallying()
  const reportUnread = tally.reportOf('L0', 'The log can be read from its first event to its last')
  const folds = checks.map((one) => ({
    types: one.types,
    fold: one.open(known, tally.reportOf(one.id, one.title)),
  }))
  const rowFolds = folds.flatMap(({ fold }) => (fold.row ? [fold.row] : []))
  const foldsOf = concerning(folds)
  let [events, position, at, isWhole] = [0, 0, 0, true]

  function understood(row: StoredRow): Envelope | undefined {
    try {
      return toEnvelope(row, registry, blind)
    } catch (error) {
      reportUnread(row, 'an event that this program understands', wordsOf(error))
      return undefined
    }
  }

  return {
    take(stored) {
      const row = stored as Row & StoredRow
      events += 1
      position = row.position
      at = row.at
      for (const fold of rowFolds) fold(row)
      const event = understood(row)
      if (event) for (const take of foldsOf(event.type)) take(event)
    },
    breakOff(error) {
      isWhole = false
      reportUnread({ position, stream: '' }, 'more of the log', wordsOf(error))
    },
    end() {
      if (isWhole) for (const { fold } of folds) fold.end({ position, at })
      return { events, at, checks: tally.tallies(), breaches: tally.breaches() }
    },
  }
}

type Opened = { readonly types: readonly string[] | undefined; readonly fold: Fold }

/** The folds that an event type concerns, looked up once a type. */
function concerning(
  folds: readonly Opened[],
): (type: string) => readonly ((event: Envelope) => void)[] {
  const known = new Map<string, readonly ((event: Envelope) => void)[]>()
  return (type) => {
    const found =
      known.get(type) ??
      folds.flatMap(({ types, fold }) =>
        fold.take && (!types || types.includes(type)) ? [fold.take] : [],
      )
    known.set(type, found)
    return found
  }
}
