import type { Payments } from '#kernel/payments.ts'

/** What a bank says of a payment: how it ended, and how much it was (minor units), or that it is open. */
export type BankSays =
  | { readonly outcome: 'paid' | 'refused'; readonly amount: number }
  | { readonly outcome: 'open' }

/** A call of the bank about a payment of ours. Its id is the same however often it calls about the same. */
export type Call = {
  readonly id: string
  readonly payment: string
  readonly outcome: 'paid' | 'refused'
  readonly amount: number
}

/**
 * A bank at which people pay on its own page, under our id of the payment. It calls us afterwards, once,
 * twice, late or never, and can be asked.
 */
export type Bank = Payments & {
  /** Asks what became of a payment. Throws where there is no answer; ends when the signal is aborted. */
  ask(payment: string, signal: AbortSignal): Promise<BankSays>
  /** Reads a call as it was sent: nothing where its signature is wrong or older than five minutes. */
  read(body: string, signature: string, now: number): Call | 'unreadable' | undefined
}
