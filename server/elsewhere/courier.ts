import type { Channel } from '#worker/outbox.ts'
import type { OutgoingStep } from '#worker/outgoing.ts'
import { type Foreigners, foreignFor } from './foreign.ts'
import { commandOfStep } from './protocol.ts'
import type { RemoteStore } from './remote-store.ts'

/**
 * Carries steps to a module that lives elsewhere, and its answers back. No answer is neither success nor
 * failure: the step leaves again, under the same id, and whoever has done it says so.
 */
export function courierTo(home: RemoteStore, foreigners: Foreigners): Channel {
  return async ({ body }, signal) => {
    const bare = commandOfStep(body as OutgoingStep)
    const foreign = await foreignFor(foreigners, home, bare)
    const carried = await home.carryOut(foreign ? { ...bare, foreign } : bare, signal)
    if ('answer' in carried) return { kind: 'handed-over', answer: carried.answer }
    return { kind: 'later', error: carried.later, perhaps: true }
  }
}
