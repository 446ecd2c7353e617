import type { Letters } from '#kernel/letter.ts'
import type { Store } from '#kernel/store.ts'
import { messageStream, waitingSince } from '#modules/notices/published.ts'
import type { Channel } from '#worker/outbox.ts'
import type { MailServer } from './smtp.ts'

/** What waited longer than this is no news to anybody, so it is not sent any more. In ms. */
const freshMs = 7 * 24 * 3_600_000

export type MailChannelParts = {
  readonly letters: Letters
  readonly server: MailServer
  readonly store: Pick<Store, 'stream'>
  /** The clinic's time in ms. */
  clock(): number
  /** The host that message ids end with. */
  readonly host: string
}

/**
 * The way out for mail. The message is read and rendered only now: so nothing that was withdrawn leaves,
 * and the secret of its link never lies anywhere. Its id follows from the outbox's key, which is the same
 * at every try.
 */
export function mailChannel({ letters, server, store, clock, host }: MailChannelParts): Channel {
  return async ({ key, body }, signal) => {
    const { message } = body as { readonly message: string }
    const since = waitingSince(await store.stream(messageStream(message)))
    if (since === undefined)
      return { kind: 'withdrawn', error: 'It was withdrawn before it was sent' }
    if (clock() - since > freshMs)
      return { kind: 'withdrawn', error: 'It waited for more than a week' }
    const letter = await letters.read(message, 'shown')
    if (!letter) return { kind: 'refused', error: 'Nothing is left of it to send' }
    return server.send(letter, `<${key.replace(':', '-')}@${host}>`, signal)
  }
}
