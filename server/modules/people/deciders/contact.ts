import { decider } from '#kernel/decider.ts'
import type { ContactEvents } from '../contact-events.ts'

/** The notices tell that something was changed, and never what it is: there is nothing else to fold. */
export type Contact = { readonly changes: number }

export const contact = decider<ContactEvents, Contact>({
  stream: 'contact',
  shape: 1,
  initialState: { changes: 0 },
  evolve: { ContactDetailsChanged: ({ changes }) => ({ changes: changes + 1 }) },
})
