/**
 * What a try to hand a message to the outside came to, as the command hears it that the message names.
 * `later` is tried again by itself at `nextAt` (ms); where it is `perhaps`, the other side may have the
 * message all the same. `error` names nobody; `words` are the other side's own and may.
 */
export type DeliveryTold = {
  readonly outcome: 'handed-over' | 'refused' | 'later' | 'given-up' | 'withdrawn'
  /** Which try it was, from 1 on. */
  readonly attempt: number
  readonly error: string
  readonly words: string
  readonly perhaps: boolean
  /** It was refused because nobody takes anything at this address. */
  readonly bounced: boolean
  readonly nextAt: number | null
}

/** The command that is to hear of a message: its intent, and the stream it is sent on. */
export type Tells = { readonly intent: string; readonly target: string }
