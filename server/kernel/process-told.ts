import type { Envelope } from './event.ts'
import { type AnyProcess, processName } from './process.ts'
import { foldProcess, type Told } from './process-life.ts'
import type { Query, Row, Value } from './query.ts'

/** A process with all that its stream tells, as a decision about it reads it. */
export type ToldProcess = {
  readonly process: AnyProcess
  readonly stream: string
  readonly told: Told
  readonly events: readonly Envelope[]
}

/** What a process notes and does is never sealed, so its stored events can be taken as they stand. */
function envelopeOf(row: Row): Envelope {
  return {
    type: String(row['type']),
    data: JSON.parse(String(row['data'])) as object,
    position: Number(row['position']),
    stream: String(row['stream']),
    version: Number(row['version']),
    typeVersion: Number(row['type_version']),
    at: Number(row['at']),
    actor: String(row['actor']),
    role: String(row['role']),
    onBehalfOf: row['on_behalf_of'] === null ? null : String(row['on_behalf_of']),
    command: String(row['command_id']),
    correlation: String(row['correlation']),
    causation: row['causation'] === null ? null : Number(row['causation']),
    step: row['step'] === null ? null : String(row['step']),
  }
}

/**
 * The process whose stream a sub-query names, e.g. `SELECT about_stream FROM {cases} WHERE id = ?`: read in
 * the transaction that decides about it. Nothing where there is none.
 */
export function processTold(
  named: (name: string) => AnyProcess | undefined,
  stream: string,
  ...args: readonly Value[]
): Query<ToldProcess | undefined> {
  return {
    sql: `SELECT position, stream, version, type, type_version, at, actor, role, on_behalf_of, command_id,
      correlation, causation, step, data FROM events WHERE stream = (${stream}) ORDER BY version`,
    args,
    answer(rows) {
      const events = rows.map(envelopeOf)
      const [first] = events
      const process = first && named(processName(first.stream))
      if (!first || !process) return undefined
      return { process, stream: first.stream, told: foldProcess(process, events), events }
    },
  }
}
