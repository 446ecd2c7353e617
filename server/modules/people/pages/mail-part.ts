import type { PageContext } from '#kernel/page.ts'
import { bounceOf, messageCountOf, messageStream } from '#modules/notices/published.ts'
import { mailAddressOf } from '../published.ts'

/** Who may look through what was written to somebody. */
const readers = ['patient', 'receptionist', 'manager', 'admin']

/** How mail reaches somebody, the way to what was written to them, and the message that came back. */
export async function mailPart({ ask, say, actor }: PageContext, id: string) {
  const address = await ask(mailAddressOf(id))
  const bounce = await ask(bounceOf(id))
  const count = await ask(messageCountOf(id))
  const href = `/messages?patient=${id}`
  const isShown = readers.includes(actor.role) && count > 0
  const text = bounce
    ? 'Comes back'
    : !address?.email
      ? 'No address'
      : address.isConfirmed
        ? 'Arrives'
        : 'Not confirmed yet'
  const counted = count === 1 ? 'one message' : `${count} messages`
  const remark = bounce ? `since ${say.moment(bounce.at).text}` : counted
  return {
    fact: { title: 'Mail', text, remark, ...(isShown ? { href } : {}) },
    links: isShown ? [{ rel: 'messages', href, title: 'Messages' }] : [],
    /** What is told of among everything that happened to them. */
    streams: bounce ? [messageStream(bounce.message)] : [],
  }
}
