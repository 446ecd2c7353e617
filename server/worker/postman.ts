import type { Io } from './io.ts'
import {
  type Channel,
  type Delivery,
  type Leased,
  lease,
  type MessageState,
  settleDelivery,
} from './outbox.ts'
import type { Vault } from './vault.ts'

/** How long one try may take, and how long a message stays its sender's: longer, so that it can tell. In ms. */
const tryMs = 15_000
const leaseMs = 60_000

export type PostOffice = {
  readonly vault: Vault
  readonly channels: Readonly<Record<string, Channel>>
  /** The clinic's time in ms. */
  clock(): number
  /** Runs work in a transaction of its own. */
  transact<T>(work: () => Io<T>): T
  /** Aborts after so long; handed in, so that tests need not wait. */
  timeLimit(ms: number): AbortSignal
}

/** What became of one message. */
export type Posted = { readonly key: string; readonly state: MessageState }

/**
 * Sends what is due, all at once, so that a channel that hangs holds up nobody else's. Nothing of it runs
 * within a transaction. A crash in between leaves the message leased, to be sent again.
 */
export async function deliverDue(office: PostOffice, limit: number): Promise<readonly Posted[]> {
  const taken = office.transact(() => lease(office.vault, office.clock(), leaseMs, limit))
  return Promise.all(taken.map((one) => deliver(office, one)))
}

async function deliver(office: PostOffice, leased: Leased): Promise<Posted> {
  const delivery = await attempt(office, leased)
  const state = office.transact(() => settleDelivery(leased, delivery, office.clock()))
  return { key: leased.message.key, state }
}

/** Whatever a channel does, even nothing at all, becomes an answer within the time limit. */
async function attempt(
  { channels, timeLimit }: PostOffice,
  { message }: Leased,
): Promise<Delivery> {
  if (message.body === null) return { kind: 'refused', error: 'The person was erased.' }
  const channel = Object.hasOwn(channels, message.channel) ? channels[message.channel] : undefined
  if (!channel)
    return { kind: 'later', error: `There is no channel "${message.channel}" at present.` }
  const limit = timeLimit(tryMs)
  try {
    return await Promise.race([channel(message, limit), whenAborted(limit)])
  } catch (error) {
    return { kind: 'later', error: error instanceof Error ? error.message : String(error) }
  }
}

function whenAborted(signal: AbortSignal): Promise<Delivery> {
  const late: Delivery = { kind: 'later', error: 'No answer in time; it may have arrived.' }
  return new Promise((resolve) => {
    if (signal.aborted) resolve(late)
    else signal.addEventListener('abort', () => resolve(late), { once: true })
  })
}
