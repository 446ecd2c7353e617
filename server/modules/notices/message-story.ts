import { storyId } from '#kernel/story.ts'
import type { ClinicSettings } from '#modules/clinic/published.ts'
import type { ContactPreferences, MailAddress } from '#modules/people/published.ts'
import type { MessageEvents, Written } from './events.ts'
import type { SendMessage } from './message-shape.ts'

/** A message and what is known of its recipient, for the stories of this module. */

export const maria = storyId(21)

export const orderReady: SendMessage = {
  person: maria,
  kind: 'orders',
  template: 'order-ready',
  to: '',
  facts: { number: 1048 },
  link: { path: '/orders/1', secret: '' },
}

export const askToConfirm: SendMessage = {
  person: maria,
  kind: 'account',
  template: 'confirm-email',
  to: '',
  facts: { until: 7 },
  link: { path: '/patients/1/confirm-email', secret: `confirm-email:${storyId(31)}` },
}

export const proven: MailAddress = {
  email: 'maria@example.org',
  isConfirmed: true,
  request: storyId(31),
  until: null,
  wanted: '',
}

export const unproven: MailAddress = { ...proven, isConfirmed: false, until: 7 }

export const usual: ContactPreferences = {
  reminders: 'email',
  orders: 'email',
  news: 'none',
  before: 24,
}

const clinic: ClinicSettings = {
  name: 'Harbour Lane Clinic',
  shortName: 'Harbour Lane',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '01632 960140',
  hours: 'Mon to Fri',
  closedDays: [],
  sender: 'desk@example.org',
  demo: false,
  topUpLimit: 50_000,
}

/** What is known of Maria, whose address is proven unless said otherwise. */
export function factsOf(
  more: {
    readonly patient?: MailAddress
    readonly bounced?: boolean
    readonly preferences?: ContactPreferences
    readonly demo?: boolean
  } = {},
) {
  const { patient = proven, bounced = false, preferences = usual, demo = false } = more
  return { clinic: { ...clinic, demo }, patient, member: undefined, preferences, bounced }
}

const addressed = { to: 'maria@example.org', address: 'file' } as const

export const orderWritten: Written = { ...orderReady, ...addressed, confirms: false }
export const confirmWritten: Written = { ...askToConfirm, ...addressed, confirms: true }

/** The message's id in a story, under which its first delivery goes. */
const delivery = storyId(1)

export const orderQueued: MessageEvents = {
  type: 'MessageQueued',
  data: { ...orderWritten, delivery },
}
export const confirmQueued: MessageEvents = {
  type: 'MessageQueued',
  data: { ...confirmWritten, delivery },
}
export const handedOver: MessageEvents = { type: 'MessageHandedOver', data: { attempt: 1 } }
