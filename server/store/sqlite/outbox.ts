import type { CommandView } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import { saveCheckpoints } from '#worker/batch.ts'
import { settleDelivery } from '#worker/delivered.ts'
import {
  type ChannelNames,
  type Leased,
  lease,
  type MessageState,
  nextDelivery,
} from '#worker/outbox.ts'
import type { Delivered } from '#worker/postman.ts'
import { transaction } from './committing.ts'
import { drive } from './connection.ts'
import { clearBatch, type Writing } from './writing.ts'

/** Longer than any try takes, so that whoever sends can tell before another sends again. In ms. */
const leaseMs = 120_000

/** What writing down deliveries did: how each message stands, and what else was written. */
export type SettledDeliveries = {
  readonly states: readonly (MessageState | undefined)[]
  readonly settled: readonly CommandView[]
  readonly events: readonly Envelope[]
  readonly head: number
}

/** The outbox as its only writer keeps it. */
export type WritersOutbox = {
  /** Takes at most so many messages that are due by these channels; they are the sender's for a while. */
  lease(channels: ChannelNames, limit: number): readonly Leased[]
  /** Writes what became of messages, in one transaction. */
  settle(delivered: readonly Delivered[]): SettledDeliveries
  /** When the next message may be sent by one of these channels, in ms, or nothing. */
  next(channels: ChannelNames): number | undefined
  /** Whether something came since this was asked last. */
  hasNews(): boolean
}

export function openOutbox(writing: Writing): WritersOutbox {
  const { run, work } = writing
  const { memory } = work
  return {
    lease: (channels, limit) =>
      transaction(writing, () =>
        drive(lease(work.vault, { now: work.clock(), leaseMs }, channels, limit), run),
      ),
    settle(delivered) {
      const states = transaction(writing, () => {
        const told = delivered.map(({ leased, delivery }) =>
          drive(settleDelivery(work, leased, delivery, work.clock()), run),
        )
        drive(saveCheckpoints(work), run)
        return told
      })
      const [settled, events] = [[...memory.settled], [...memory.appended]]
      clearBatch(writing)
      return { states, settled, events, head: memory.head.position }
    },
    next: (channels) => drive(nextDelivery(channels), run),
    hasNews() {
      const { hasPosted } = memory
      memory.hasPosted = false
      return hasPosted
    },
  }
}
