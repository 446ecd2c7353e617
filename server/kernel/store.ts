import type { CommandView, NewCommand, Submission } from './command.ts'
import type { Envelope } from './event.ts'
import type { Query } from './query.ts'
import type { Refusal } from './refusal.ts'

/** Which part of the log to read: positions above `after`, at most `limit`, oldest first. */
export type LogQuery = {
  readonly after: number
  readonly limit: number
  readonly category?: string
  readonly correlation?: string
  /** The thing it is about, where the things of several logs are kept apart: it narrows nothing. */
  readonly about?: string
}

/** What a rehearsal would have done: the events in order, or why not. Nothing of it is stored. */
export type Rehearsal =
  | { readonly kind: 'events'; readonly events: readonly Envelope[]; readonly command: CommandView }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly events: readonly Envelope[] }
  | { readonly kind: 'busy'; readonly retryAfterS: number }

/** Hears of a commit. Without events something was committed that the store cannot tell. */
export type OnCommit = (head: number, events?: readonly Envelope[]) => void

/**
 * Where commands go in and events come out. Asynchronous, so that a file and a database server can
 * stand behind it; the contract tests beside the adapters say what each must do.
 */
export type Store = {
  /** Durable when it answers `accepted`: the commit's fsync has returned. */
  submit(command: NewCommand): Promise<Submission>
  /** Carries the command and the machine steps of its process out, then rolls back. */
  rehearse(command: NewCommand): Promise<Rehearsal>
  /** The command as it stands, after waiting up to `waitMs` for a final state. */
  command(id: string, waitMs?: number): Promise<CommandView | undefined>
  /** The events of one stream above version `after`, oldest first, upcast and unsealed. */
  stream(id: string, after?: number): Promise<readonly Envelope[]>
  /** The person a stream belongs to: null for none, undefined where the stream does not exist. */
  personOf(stream: string): Promise<string | null | undefined>
  log(query: LogQuery): Promise<readonly Envelope[]>
  /** The last position at or before a time in ms. */
  positionAt(time: number): Promise<number>
  /** The last position committed. */
  head(): Promise<number>
  /** Whether a projection has reached a position, after waiting up to `ms` for it. */
  reached(projection: string, position: number, ms: number): Promise<boolean>
  query<Answer>(query: Query<Answer>): Promise<Answer>
  /**
   * Called with the last position after each commit; only a hint to look. Where the store knows them, what
   * was committed since the last call comes with it, in order. Returns the way to stop.
   */
  onCommit(listener: OnCommit): () => void
  close(): Promise<void>
}
