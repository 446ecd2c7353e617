import type { CommandState, Outcome } from '#kernel/command.ts'

/** A row of `commands`: where a command stands. */
export type CommandRow = {
  readonly id: string
  readonly content_hash: Uint8Array
  readonly intent: string
  readonly target: string
  readonly person: string | null
  readonly actor: string
  readonly role: string
  readonly on_behalf_of: string | null
  readonly data: string | null
  readonly sealed: Uint8Array | null
  /** `sent`: handed over, here or elsewhere, and not answered; a timer of its process asks again. */
  readonly state: CommandState | 'sent'
  readonly outcome: string
  readonly first: number | null
  readonly last: number | null
  readonly correlation: string
  readonly causation: number | null
  readonly process: string | null
  readonly step: string | null
  readonly attempt: number
  readonly received_at: number
  readonly settled_at: number | null
}

/** What is stored of an outcome: what pages see, and the receipt that an undo needs. */
export type StoredOutcome = Outcome & { readonly receipt?: object }
