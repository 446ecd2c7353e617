import type { CommandView, NewCommand, Submission } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { Rehearsal } from '#kernel/store.ts'
import type { ChannelNames, Leased } from '#worker/outbox.ts'
import type { Delivered } from '#worker/postman.ts'
import type { Rebuilt } from './rebuild.ts'

/** What the web's thread asks of the writer's. `ask` numbers a question so that its answer finds back. */
export type ToWriter =
  | {
      readonly kind: 'submit'
      readonly commands: readonly (readonly [ask: number, command: NewCommand])[]
    }
  | { readonly kind: 'rehearse'; readonly ask: number; readonly command: NewCommand }
  | { readonly kind: 'rebuild'; readonly ask: number; readonly name: string }
  | { readonly kind: 'clock-set' }
  | { readonly kind: 'post-begins'; readonly channels: ChannelNames }
  | { readonly kind: 'post-ends' }
  | { readonly kind: 'delivered'; readonly delivered: readonly Delivered[] }
  | { readonly kind: 'stop' }

/** What the writer's thread tells. */
export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'cannot-start'; readonly sentence: string; readonly isPlain: boolean }
  | { readonly kind: 'progress'; readonly sentence: string }
  | { readonly kind: 'beat' }
  | {
      readonly kind: 'committed'
      readonly answers: readonly (readonly [ask: number, submission: Submission])[]
      readonly settled: readonly CommandView[]
      readonly events: readonly Envelope[]
      readonly head: number
    }
  | { readonly kind: 'rehearsed'; readonly ask: number; readonly rehearsal: Rehearsal }
  | {
      readonly kind: 'rebuilt'
      readonly ask: number
      readonly outcome: Rebuilt | { readonly error: string }
    }
  | { readonly kind: 'post'; readonly leased: readonly Leased[] }
  | { readonly kind: 'defect'; readonly ask: number; readonly error: string }
  | { readonly kind: 'commit-unknown'; readonly error: string }
  | { readonly kind: 'stopped' }

/** What the writer's thread tells of the work it was handed, and not of its own life. */
export type WorkDone = Extract<
  FromWriter,
  { readonly kind: 'committed' | 'rehearsed' | 'rebuilt' | 'post' | 'defect' }
>

/** What a writer's thread is started with. */
export type WriterData = {
  readonly folder: string
  /** The URL of a file that exports `modules`. */
  readonly modules: string
  readonly migrations: string
  /** Modules whose commands are carried out elsewhere. */
  readonly elsewhere: readonly string[]
  readonly clock: SharedArrayBuffer
  /** Memory of the switches by which a visitor of the demo makes steps fail; none anywhere else. */
  readonly faults?: SharedArrayBuffer
}
