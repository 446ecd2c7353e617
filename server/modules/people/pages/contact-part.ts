import type { Offer, PageContext } from '#kernel/page.ts'
import { formatPhone } from '#values/phone.ts'
import { contactOf } from '../documents/contact.ts'
import { addressLines, contactStream } from './contact-page.ts'

/** What a person's page says of how they are reached, and the way to the document and its form. */
export async function contactPart(
  context: PageContext,
  person: string,
  country: string,
): Promise<{ readonly fact: object; readonly offers: readonly Offer[] }> {
  const found = await context.ask(contactOf(person))
  const number = found?.phone || found?.otherPhone || ''
  return {
    fact: {
      title: 'Telephone and address',
      text: number ? formatPhone(number, country) : 'No number',
      remark: (found && addressLines(found)) || 'no address on file',
      href: context.href(contactStream(person)),
    },
    offers: await context.offers(contactStream(person)),
  }
}
