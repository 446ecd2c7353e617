import type { Page, PageContext } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { formatPhone } from '#values/phone.ts'
import { type ContactOnFile, contactOf } from '../documents/contact.ts'
import { personById, personStream } from '../published.ts'

/** The stream of the notices that a person's contact details were changed. */
export const contactStream = (person: string): string => `contact-${person}`

/** The lines of an address as they stand on an envelope. */
export function addressLines({ street, town, postcode, country }: ContactOnFile): string {
  const place = [town, postcode].filter(Boolean).join(' ')
  return [street, place, country].filter(Boolean).join(', ')
}

const orNone = (text: string) => text || 'None on file'

/** Whoever changed it last, and when: all that is known of what stood there before. */
function changedWords(
  { say, actor }: PageContext,
  { changedAt, changedBy }: ContactOnFile,
): string {
  if (changedAt === null || changedBy === null) return 'As it was given at registration.'
  const who = changedBy === actor.id ? 'you' : say.name(changedBy)
  return `Changed by ${who}, ${say.moment(changedAt).text}.`
}

/** A person's contact details: a document that is edited in place, here, by PUT or by the form. */
export const contactPage: Page = {
  path: '/patients/:id/contact',
  view: 'people/contact.njk',
  thing: 'contact',
  partOf: 'person',
  replacedBy: 'change-contact-details',
  by: {
    patient: 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
  },
  async read(context) {
    const { params, ask, actor } = context
    const id = params['id'] ?? ''
    const person = await ask(personById(id))
    const found = await ask(contactOf(id))
    const clinic = await ask(clinicSettings())
    if (!person || !found || !clinic) return undefined
    const { changedAt, changedBy, version, ...details } = found
    const own = actor.id === id
    const name = own ? 'Your' : `${person.name || 'erased'}:`
    const offers = await context.offers(contactStream(id))
    return {
      title: `${name} telephone and address`,
      back: {
        rel: 'person',
        href: context.href(personStream(id)),
        title: own ? 'You' : person.name || 'erased',
      },
      offers,
      state: { id, ...details, version },
      print: {
        lead: changedWords(context, found),
        details: [
          { title: 'Telephone', text: orNone(formatPhone(details.phone, clinic.country)) },
          {
            title: 'Other telephone',
            text: orNone(formatPhone(details.otherPhone, clinic.country)),
          },
          { title: 'Address', text: orNone(addressLines(found)) },
        ],
        form: await context.form('change-contact-details', contactStream(id), {}),
        notices: version > 0 ? `/patients/${id}/contact/events` : undefined,
      },
    }
  },
}
