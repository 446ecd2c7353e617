import type { Letters } from '#kernel/letter.ts'
import type { Store } from '#kernel/store.ts'
import type { Channel } from '#worker/outbox.ts'
import { openLetters } from './letters.ts'
import { mailChannel } from './post-office.ts'
import { mailServer } from './smtp.ts'

export type PostParts = {
  readonly store: Pick<Store, 'query' | 'stream'> & {
    /** What a mailed link carries for a label. */
    secretFor(label: string): string
  }
  render(template: string, data: object): string
  /** The clinic's time in ms. */
  clock(): number
  /** Where the outside sees this server. */
  readonly publicUrl: URL
  /** The mail server; without one, mail stays here. */
  readonly smtpUrl: string | undefined
  readonly demo: boolean
}

/** Mail as this clinic has it: how it reads, the way out if there is one, and what to say of that. */
export type Post = {
  readonly letters: Letters
  readonly channels: Readonly<Record<string, Channel>>
  /** Whether and why mail leaves, for whoever watches over the server. */
  readonly words: string
}

function wordsOf({ smtpUrl, demo }: PostParts): string {
  if (demo) return 'kept here: the demo sends nothing'
  return smtpUrl === undefined
    ? 'kept here: no mail server is set (SMTP_URL)'
    : `sent by ${new URL(smtpUrl).hostname}`
}

/** Opens the post: letters can be read at once, and leave where there is a mail server. */
export function openPost(parts: PostParts): Post {
  const { store, render, clock, publicUrl, smtpUrl } = parts
  const letters = openLetters({
    store,
    render,
    secretFor: store.secretFor,
    publicUrl: publicUrl.origin,
    sends: smtpUrl !== undefined,
  })
  const mail =
    smtpUrl === undefined
      ? undefined
      : mailChannel({
          letters,
          server: mailServer(smtpUrl),
          store,
          clock,
          host: publicUrl.hostname,
        })
  return { letters, channels: mail ? { mail } : {}, words: wordsOf(parts) }
}
