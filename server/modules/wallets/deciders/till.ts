import { decider } from '#kernel/decider.ts'
import type { TillEvents } from '../till-events.ts'

/** The till: how often and when (ms) it was closed, and the change that lies in its drawer (minor units). */
export type Till = {
  readonly closings: number
  readonly closedAt: number | null
  readonly float: number
}

export const till = decider<TillEvents, Till>({
  stream: 'till',
  shape: 1,
  initialState: { closings: 0, closedAt: null, float: 0 },
  evolve: {
    TillFloatSet: (state, { amount }) => ({ ...state, float: amount }),
    TillClosed: (_, { number, left }, { at }) => ({ closings: number, closedAt: at, float: left }),
  },
})
