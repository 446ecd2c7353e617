import { categoryOf, type Envelope, idOf } from '#kernel/event.ts'
import { type AnyCheck, check, type Report } from './check.ts'

type Channels = Readonly<Record<string, string>>

type Recipients = {
  /** Whose address on file is proven, and whose mail came back. */
  readonly confirmed: Set<string>
  readonly bounced: Set<string>
  /** Whom the clinic has a record of; who works here got their invitation at their address. */
  readonly patients: Set<string>
  /** What people chose, by kind of message; not said, news alone are refused. */
  readonly chosen: Map<string, Channels>
  /** What kind of message each is, for those that are sent again. */
  readonly kinds: Map<string, string>
}

type Written = {
  readonly person: string
  readonly kind: string
  readonly address: 'file' | 'given'
  readonly confirms: boolean
}

const usual: Channels = { reminders: 'email', orders: 'email', news: 'none' }

function checkChannel(
  { chosen }: Recipients,
  event: Envelope,
  person: string,
  kind: string,
  report: Report,
) {
  const channel = kind === 'account' ? 'email' : (chosen.get(person) ?? usual)[kind]
  if (channel !== 'email')
    report(event, `no mail about ${kind}, which they refused`, `a mail about ${kind}`)
}

function checkAddress(
  { confirmed, bounced, patients }: Recipients,
  event: Envelope,
  person: string,
  report: Report,
): void {
  if (bounced.has(person))
    report(event, 'nothing but the confirmation to an address that mail came back from', event.type)
  else if (patients.has(person) && !confirmed.has(person))
    report(event, 'nothing but the confirmation to an address nobody confirmed', event.type)
}

function takeMessage(state: Recipients, event: Envelope, report: Report): void {
  const { type, stream } = event
  switch (type) {
    case 'MessageSuppressed': {
      state.kinds.set(stream, (event.data as Written).kind)
      return
    }
    case 'MessageQueued':
    case 'MessageKept': {
      const { person, kind, address, confirms } = event.data as Written
      state.kinds.set(stream, kind)
      checkChannel(state, event, person, kind, report)
      if (!confirms && address === 'file') checkAddress(state, event, person, report)
      return
    }
    case 'MessageRequeued': {
      const { person, confirms } = event.data as Written
      checkChannel(state, event, person, state.kinds.get(stream) ?? '', report)
      if (!confirms) checkAddress(state, event, person, report)
      return
    }
    case 'MessageRefused':
    case 'MessageBounced': {
      const { person, address, bounced = true } = event.data as Written & { bounced?: boolean }
      if (bounced && address === 'file') state.bounced.add(person)
    }
  }
}

function takePerson(state: Recipients, { type, stream, data }: Envelope): void {
  const person = idOf(stream)
  switch (type) {
    case 'PersonRegistered':
      state.patients.add(person)
      return
    case 'EmailConfirmed':
    case 'EmailChanged':
    case 'StaffJoined':
      state.confirmed.add(person)
      state.bounced.delete(person)
      return
    case 'ContactPreferencesSet':
      state.chosen.set(person, data as Channels)
  }
}

/** N2: nothing but the confirmation itself goes to an unproven or bounced address, nothing by a refused channel. */
export const mailGoesWhereItMay: AnyCheck = check<Recipients>({
  id: 'N2',
  title: 'Mail goes only where somebody confirmed that it arrives, and as they chose',
  types: [
    'MessageQueued',
    'MessageKept',
    'MessageSuppressed',
    'MessageRequeued',
    'MessageRefused',
    'MessageBounced',
    'PersonRegistered',
    'EmailConfirmed',
    'EmailChanged',
    'StaffJoined',
    'ContactPreferencesSet',
  ],
  begin: () => ({
    confirmed: new Set(),
    bounced: new Set(),
    patients: new Set(),
    chosen: new Map(),
    kinds: new Map(),
  }),
  take(state, event, report) {
    if (categoryOf(event.stream) === 'message') takeMessage(state, event, report)
    else takePerson(state, event)
  },
})
