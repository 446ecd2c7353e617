import type { MessageStatus } from './deciders/message.ts'
import type { MessageRow } from './projections/message-queries.ts'

/** A state as a shape and words, as pages show it. */
export type StatusWords = {
  readonly shape: string
  readonly text: string
  readonly tone?: 'good' | 'bad' | 'wait'
}

const statuses: Readonly<Record<MessageStatus, StatusWords>> = {
  queued: { shape: 'ring', text: 'Waits to be sent' },
  kept: { shape: 'disc', text: 'Kept here' },
  suppressed: { shape: 'barred', text: 'Not sent' },
  'handed-over': { shape: 'tick', tone: 'good', text: 'Handed over' },
  refused: { shape: 'barred', tone: 'bad', text: 'Refused' },
  'given-up': { shape: 'barred', tone: 'bad', text: 'Given up' },
  bounced: { shape: 'barred', tone: 'bad', text: 'Came back' },
  withdrawn: { shape: 'barred', text: 'Withdrawn' },
}

/** How a message stands, in a word. */
export function statusWords({ state, perhaps, tries }: MessageRow): StatusWords {
  if (state === 'queued' && perhaps === 1) return { shape: 'half', text: 'Perhaps sent' }
  if (state === 'queued' && tries > 0) return { shape: 'half', text: 'Tried, not sent yet' }
  return statuses[state]
}

/** What a message is called: its template's name, as words. */
export function templateWords(template: string): string {
  const words = template.replaceAll('-', ' ').replace('email', 'e-mail')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const reasons: Readonly<Record<string, string>> = {
  'no-address': 'There is no e-mail address on file.',
  unconfirmed: 'Nobody has confirmed the address yet, so nothing but the confirmation goes there.',
  bounced: 'Mail to the address came back before.',
  'in-app': 'They want to read this here, not in their mail.',
  refused: 'They want no messages of this kind.',
}

/** Why a message did not leave as mail. */
export function reasonWords(why: string): string {
  return reasons[why] ?? why
}

/** What stands beneath the status of one message: what the server said, when it is tried next. */
export function detailOf(
  message: MessageRow,
  moment: (at: number) => string,
  sends: boolean,
): string {
  const { state, why, perhaps, nextAt, outOfDate } = message
  if (state === 'suppressed') return reasonWords(why)
  if (state === 'kept') return 'The demo sends nothing. This is what would have been sent.'
  if (outOfDate !== null) return `${outOfDate}.`
  if (state === 'bounced') return 'It came back. Correct the address, or call them.'
  if (state === 'refused' || state === 'given-up') return `The mail server said: ${why}.`
  if (state !== 'queued') return ''
  if (!sends) return 'No mail server is set, so it waits here. It can be read below.'
  if (nextAt === null) return ''
  const last = perhaps === 1 ? 'The line broke, so it may have arrived.' : `Last try: ${why}.`
  return `${last} Tried again at ${moment(nextAt)}.`
}
