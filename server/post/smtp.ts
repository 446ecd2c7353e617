import { Transform } from 'node:stream'
import type { Letter } from '#kernel/letter.ts'
import type { Delivery } from '#worker/outbox.ts'

/** How long to wait for the line, for the greeting, and for any answer after that, in ms. */
export type Patience = {
  readonly connectionTimeout: number
  readonly greetingTimeout: number
  readonly socketTimeout: number
}

const usualPatience: Patience = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

/** Hands a letter to a mail server, under an id that is the same at every try. */
export type MailServer = {
  send(letter: Letter, messageId: string, signal: AbortSignal): Promise<Delivery>
}

type SmtpError = Error & {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

const control = /\p{Cc}/u

/** Whether a letter holds what would make a header of its own; nothing of ours does, so nobody sends it. */
function isUnfit({ to, from, subject }: Letter): boolean {
  return [to.name, to.address, from.name, from.address, subject].some((text) => control.test(text))
}

/** Where the conversation stood: what a server says to these is said of the recipient or the message. */
const finalAt: readonly string[] = ['RCPT TO', 'DATA']

/**
 * What a failed try comes to. 5xx to the recipient or the message is final. All else is tried again: the
 * server is away or busy, or it does not take anything from us. A line that broke once the message was
 * given leaves open whether it was taken.
 */
function deliveryOf(error: SmtpError, isGiven: boolean): Delivery {
  const { code, command = '', responseCode, response } = error
  const words = response ?? error.message
  if (responseCode === undefined) {
    return {
      kind: 'later',
      error: isGiven
        ? 'The line broke after the message was given'
        : `No line (${code ?? 'error'})`,
      words,
      perhaps: isGiven,
    }
  }
  const short = `${responseCode} to ${command}`
  if (responseCode >= 500 && finalAt.includes(command))
    return { kind: 'refused', error: short, words, bounced: command === 'RCPT TO' }
  return { kind: 'later', error: short, words }
}

/** Sees a message go out: told once all of it was read to be sent. */
function watching(given: () => void): Transform {
  return new Transform({
    transform: (chunk: Buffer, _, on) => on(null, chunk),
    flush(done) {
      given()
      done()
    },
  })
}

/** A mail server by its URL, such as `smtps://desk:word@mail.example.org`. */
export function mailServer(url: string, patience: Patience = usualPatience): MailServer {
  return {
    async send(letter, messageId, signal) {
      if (isUnfit(letter))
        return { kind: 'refused', error: 'A control character in the address or the subject' }
      // Loaded with the first message: a clinic without a mail server does without it.
      const { createTransport } = await import('nodemailer')
      // A connection a message: no pool that would hold mail of its own.
      const transport = createTransport({
        url,
        ...patience,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      let isGiven = false
      transport.use('stream', (mail, done) => {
        mail.message.transform(() => watching(() => (isGiven = true)))
        done()
      })
      const stop = () => transport.close()
      signal.addEventListener('abort', stop, { once: true })
      try {
        await transport.sendMail(asMail(letter, messageId))
        return { kind: 'handed-over' }
      } catch (error) {
        return deliveryOf(error as SmtpError, isGiven)
      } finally {
        signal.removeEventListener('abort', stop)
        transport.close()
      }
    },
  }
}

function asMail({ from, to, subject, text, html }: Letter, messageId: string) {
  return {
    from,
    to: [to],
    subject,
    text,
    html,
    messageId,
    // RFC 3834 §5.1: so that no machine answers what a machine wrote.
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
