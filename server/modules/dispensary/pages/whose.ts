import type { PageContext } from '#kernel/page.ts'
import { personById } from '#modules/people/published.ts'

/** How a page speaks of a patient's things: to the patient themselves, or about them to staff. */
export type Whose = {
  readonly yours: boolean
  readonly name: string
  /** "Your order", "Maria’s order". */
  readonly Order: string
  /** "your order", "Maria’s order". */
  readonly order: string
  /** "your wallet", "Maria’s wallet". */
  readonly wallet: string
}

/** The words for a patient's things, as the actor would say them. */
export async function whoseWords(context: PageContext, patient: string): Promise<Whose> {
  const name = context.say.name(patient)
  if (context.actor.id === patient) {
    return { yours: true, name, Order: 'Your order', order: 'your order', wallet: 'your wallet' }
  }
  const person = await context.ask(personById(patient))
  const given = person?.given || name
  const order = `${given}’s order`
  return { yours: false, name, Order: order, order, wallet: `${given}’s wallet` }
}
