import { idOf } from '#kernel/event.ts'
import { text, unlogged } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { formatPhone, parsePhone, phoneField } from '#values/phone.ts'
import type { ContactDetails, ContactPart } from '../contact-events.ts'
import { contact } from '../deciders/contact.ts'
import { contactOf } from '../documents/contact.ts'
import { personById } from '../published.ts'

function reads({ target }: Asking<ContactDetails>) {
  const person = idOf(target)
  return { clinic: clinicSettings(), person: personById(person), onFile: contactOf(person) }
}

const line = (label: string, max: number, autocomplete: string, optionalWords?: string) =>
  unlogged(
    text(
      label,
      { max, optional: true, autocomplete },
      { personal: true, ...(optionalWords ? { optionalWords } : {}) },
    ),
  )

const partOf: Readonly<Record<keyof ContactDetails, ContactPart>> = {
  phone: 'telephone',
  otherPhone: 'other telephone',
  street: 'address',
  town: 'address',
  postcode: 'address',
  country: 'address',
}

const names = Object.keys(partOf) as readonly (keyof ContactDetails)[]

// A number that is none in the clinic's country may be one somewhere else: it is kept as it was written.
const asKept = (typed: string, country: string) => parsePhone(typed, country) ?? typed

/** Edits the contact details in place: what is sent stands from now on, what stood before is gone. */
export const changeContactDetails = intent({
  name: 'change-contact-details',
  title: 'Change telephone or address',
  submit: 'Save',
  doing: 'Saving the contact details',
  done: 'The contact details are saved',
  notDone: 'Nothing was changed',
  on: contact,
  by: { patient: 'own', receptionist: 'clinic' },
  person: (_, stream) => idOf(stream),
  fields: {
    phone: unlogged(phoneField('Telephone', { optional: true })),
    otherPhone: unlogged(phoneField('Other telephone', { optional: true })),
    street: line('House and street', 120, 'address-line1'),
    town: line('Town', 80, 'address-level2'),
    postcode: line('Postcode', 16, 'postal-code'),
    country: line('Country', 60, 'country-name', 'if it is another'),
  },
  reads,
  prefill: (_, { clinic, onFile }) =>
    clinic && onFile
      ? {
          ...onFile,
          phone: formatPhone(onFile.phone, clinic.country),
          otherPhone: formatPhone(onFile.otherPhone, clinic.country),
        }
      : {},
  needs(_, { facts }) {
    // Once erased there is nobody left to reach.
    return facts.person?.name ? undefined : refuse('not-open')
  },
  decide(_, { data, facts }) {
    const { clinic, person, onFile } = facts
    if (!clinic || !person || !onFile) return refuse('not-open')
    const document = {
      ...data,
      phone: asKept(data.phone, clinic.country),
      otherPhone: asKept(data.otherPhone, clinic.country),
    }
    const changed = names.filter((name) => document[name] !== onFile[name])
    if (changed.length === 0) return refuse('same')
    if (!document.phone && !document.otherPhone && !person.email) return refuse('no-contact')
    const what = [...new Set(changed.map((name) => partOf[name]))]
    return [{ type: 'ContactDetailsChanged', data: { what, document } }]
  },
  refusals: {
    'not-open': 'This record is not open, so nothing on it can be changed. Look at the record.',
    same: 'That is what is on file already. Change what is wrong, or leave it as it is.',
    'no-contact':
      'Without a telephone number we could not reach them: there is no e-mail address either. Leave one number.',
  },
  next: ['change-contact-details', 'set-contact-preferences'],
})
