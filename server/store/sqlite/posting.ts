import type { ClinicClock } from '#worker/clock.ts'
import type { ChannelNames } from '#worker/outbox.ts'
import type { Delivered } from '#worker/postman.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import type { Tell } from './answering.ts'
import { CommitUnknown } from './committing.ts'
import type { Writer } from './writer.ts'

/** How many messages may be on their way at once: what a slow server holds up is no more than these. */
const underWayMax = 20

/** The writer's part in sending: it takes what is due out of the outbox, and writes what became of it. */
export type Posting = {
  /** Somebody is there who sends by these channels. Until then everything waits. */
  begin(channels: ChannelNames): void
  /** Nothing more is taken; what is on its way may still be told. */
  end(): void
  /** Keeps what became of messages for the next step. */
  told(delivered: readonly Delivered[]): void
  /** Writes what was told, then takes what is due; `unknown`: nothing more may be written. */
  step(): 'more' | 'done' | 'unknown'
  /** When there is something to do, in ms, or nothing. */
  nextDue(): number | undefined
}

export function openPosting({ outbox }: Writer, clock: ClinicClock, tell: Tell): Posting {
  const waiting: Delivered[] = []
  let channels: ChannelNames = []
  let underWay = 0
  let next: number | undefined

  function write(): void {
    const delivered = waiting.splice(0)
    underWay = Math.max(0, underWay - delivered.length)
    const { settled, events, head } = outbox.settle(delivered)
    next = outbox.next(channels)
    tell({ kind: 'committed', answers: [], settled, events, head })
  }

  function take(): 'more' | 'done' {
    if (channels.length === 0 || underWay >= underWayMax) return 'done'
    if (outbox.hasNews()) next = outbox.next(channels)
    if (next === undefined || next > clock.now()) return 'done'
    const leased = outbox.lease(channels, underWayMax - underWay)
    next = outbox.next(channels)
    underWay += leased.length
    if (leased.length > 0) tell({ kind: 'post', leased })
    return leased.length > 0 ? 'more' : 'done'
  }

  return {
    begin(open) {
      channels = open
      next = outbox.next(channels)
    },
    end() {
      channels = []
    },
    told: (delivered) => void waiting.push(...delivered),
    step() {
      try {
        if (waiting.length > 0) write()
        return take()
      } catch (error) {
        if (error instanceof CommitUnknown) {
          tell({ kind: 'commit-unknown', error: error.message })
          return 'unknown'
        }
        // What could not be written down is sent again when its lease ends, under the same key.
        if (!isDatabaseTrouble(error)) throw error
        return 'done'
      }
    },
    nextDue: () => (channels.length > 0 && underWay < underWayMax ? next : undefined),
  }
}
