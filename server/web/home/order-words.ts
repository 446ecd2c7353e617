import { isOverState, type OrderRow } from '#modules/dispensary/published.ts'

/** How an order stands: a shape and a word, as `ui/status.njk` prints them. */
export type Status = {
  readonly shape: string
  readonly text: string
  readonly tone?: string
  readonly tint?: boolean
}

const stuck: Status = { shape: 'cross', text: 'Stuck', tone: 'bad', tint: true }

const byState: Readonly<Record<OrderRow['state'], Status>> = {
  placed: { shape: 'half', text: 'Being placed', tone: 'wait' },
  confirmed: { shape: 'disc', text: 'Confirmed', tone: 'act' },
  cancelling: { shape: 'half', text: 'Being cancelled', tone: 'wait' },
  preparing: { shape: 'half', text: 'Being prepared', tone: 'act' },
  picking: { shape: 'half', text: 'Being picked', tone: 'act' },
  ready: { shape: 'tick', text: 'Ready', tone: 'good' },
  'handing-over': { shape: 'half', text: 'Being handed over', tone: 'act' },
  'putting-back': { shape: 'half', text: 'Going back to the shelf', tone: 'wait' },
  'handed-over': { shape: 'tick', text: 'Handed over', tone: 'good' },
  collected: { shape: 'tick', text: 'Collected', tone: 'good' },
  lapsed: { shape: 'barred', text: 'Not collected' },
  undone: { shape: 'barred', text: 'Undone' },
  settled: { shape: 'tick', text: 'Settled by hand' },
  denied: { shape: 'cross', text: 'Not ordered', tone: 'bad' },
  cancelled: { shape: 'tick', text: 'Cancelled' },
}

/** The status of an order in the words of the desk. */
export function statusOf({ state, process }: OrderRow): Status {
  return process === 'stuck' && !isOverState(state) ? stuck : byState[state]
}
