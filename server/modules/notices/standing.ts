import type { WhyNot } from './events.ts'
import type { SendMessage } from './message-shape.ts'

/** What is known of the address on file when somebody is to be written to. */
export type AddressStanding = {
  /** Empty where there is none. */
  readonly email: string
  readonly isConfirmed: boolean
  /** Mail came back from it, and nobody confirmed or changed it since. */
  readonly hasBounced: boolean
  /** How they want to hear of this kind of thing. */
  readonly channel: 'email' | 'in-app' | 'none'
}

/** The purposes of links that prove an address: pressing one says that mail arrives there. */
const proofs = ['confirm-email', 'change-email', 'invitation']

/** Whether a message is the confirmation itself: its link proves the address that it goes to. */
export function confirmsAddress(link: SendMessage['link']): boolean {
  return link !== null && proofs.some((purpose) => link.secret.startsWith(`${purpose}:`))
}

/**
 * Why a message must not leave as mail, or nothing. But for the confirmation itself, nothing goes to an
 * address that nobody confirmed or that mail came back from; nothing at all goes by a channel that they
 * refused. `given` is an address in place of the one on file, or null: whoever gives it answers for it.
 */
export function whyNotMail(
  { email, isConfirmed, hasBounced, channel }: AddressStanding,
  confirms: boolean,
  given: string | null,
): WhyNot | undefined {
  if (channel === 'none') return 'refused'
  if (channel === 'in-app') return 'in-app'
  if ((given ?? email) === '') return 'no-address'
  if (given !== null) return undefined
  if (confirms) return undefined
  if (hasBounced) return 'bounced'
  return isConfirmed ? undefined : 'unconfirmed'
}
