import type { NewCommand, Submission } from '#kernel/command.ts'
import type { Rehearsal } from '#kernel/store.ts'
import type { FaultSwitch } from '#worker/fault-switches.ts'

/** What a shop's process is started with: where it writes, of which modules, when it is, and what fails. */
export type ShopSettings = {
  readonly folder: string
  /** The URL of the file that exports `modules`. */
  readonly modules: string
  /** The clinic's time at which it starts, in ms; the wall clock's otherwise. */
  readonly moment?: number
  /** What is struck from the start on, until it is killed. */
  readonly faults?: readonly FaultSwitch[]
}

/** What clients ask of the shop's process. The clock is set without an answer. */
export type ToShop =
  | { readonly do: 'submit' | 'rehearse'; readonly ask: number; readonly command: NewCommand }
  | { readonly do: 'set-clock'; readonly moment: number }

/** What it tells them. */
export type FromShop =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly ask: number; readonly answer: Submission | Rehearsal }
  | { readonly kind: 'defect'; readonly ask: number; readonly error: string }
