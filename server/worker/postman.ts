import type { Channel, ChannelNames, Delivery, Leased, Message, MessageState } from './outbox.ts'

/**
 * How long one try may take, in ms. A server that takes ten seconds to answer each line is slow, not
 * silent; the lease is longer by far, so that whoever sends can tell.
 */
const tryMs = 60_000

export type Postman = {
  readonly channels: Readonly<Record<string, Channel>>
  /** Aborts after so long; handed in, so that tests need not wait. */
  timeLimit(ms: number): AbortSignal
}

/** Hands a message to its channel. Whatever that does, even nothing at all, becomes an answer in time. */
export async function handOver(
  { channels, timeLimit }: Postman,
  message: Message,
): Promise<Delivery> {
  if (message.body === null) return { kind: 'refused', error: 'The person was erased.' }
  const channel = Object.hasOwn(channels, message.channel) ? channels[message.channel] : undefined
  if (!channel) throw new Error(`A message by ${message.channel} was taken without such a channel`)
  const limit = timeLimit(tryMs)
  try {
    return await Promise.race([channel(message, limit), whenAborted(limit)])
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return { kind: 'later', error: 'The channel failed.', words }
  }
}

function whenAborted(signal: AbortSignal): Promise<Delivery> {
  const late: Delivery = {
    kind: 'later',
    error: 'No answer in time; it may have arrived.',
    perhaps: true,
  }
  return new Promise((resolve) => {
    if (signal.aborted) resolve(late)
    else signal.addEventListener('abort', () => resolve(late), { once: true })
  })
}

/** What became of one message. */
export type Delivered = { readonly leased: Leased; readonly delivery: Delivery }

/** The outbox as a sender uses it. */
export type Outbox = {
  /** Takes at most so many messages that are due by these channels; they are the sender's for a while. */
  lease(channels: ChannelNames, limit: number): readonly Leased[]
  /** Writes what became of them; nothing for a message that another sender took meanwhile. */
  settle(delivered: readonly Delivered[]): readonly (MessageState | undefined)[]
}

/** What became of one message, by its key. */
export type Posted = { readonly key: string; readonly state: MessageState | undefined }

/**
 * Sends what is due, all at once, so that a channel that hangs holds up nobody else's. Nothing of it runs
 * within a transaction. A crash in between leaves the message leased, to be sent again.
 */
export async function deliverDue(
  outbox: Outbox,
  postman: Postman,
  limit: number,
): Promise<readonly Posted[]> {
  return Promise.all(
    outbox.lease(Object.keys(postman.channels), limit).map(async (leased) => {
      const delivery = await handOver(postman, leased.message)
      const [state] = outbox.settle([{ leased, delivery }])
      return { key: leased.message.key, state }
    }),
  )
}
