import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/** What of the contact details was changed, in words that a notice can hold. */
export type ContactPart = 'telephone' | 'other telephone' | 'address'

/** Where somebody can be reached: telephone numbers as E.164 where they can be, an address as on an envelope. */
export type ContactDetails = {
  readonly phone: string
  readonly otherPhone: string
  readonly street: string
  readonly town: string
  readonly postcode: string
  readonly country: string
}

/** `document` is what is on file from now on. It is kept as the document and never logged. */
export type ContactEvents = DomainEvent<
  'ContactDetailsChanged',
  { readonly what: readonly ContactPart[]; readonly document: ContactDetails }
>

export const contactEvents = describeEvents<ContactEvents>({
  ContactDetailsChanged: {
    version: 1,
    words: 'Contact details were changed: {what:list}',
    keeps: 'document',
  },
})
