import type { OrderRow } from '#modules/dispensary/published.ts'

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
  denied: { shape: 'cross', text: 'Not ordered', tone: 'bad' },
  cancelled: { shape: 'tick', text: 'Cancelled' },
}

/** The status of an order in the words of the desk. */
export function statusOf({ state, process }: OrderRow): Status {
  const isOver = state === 'denied' || state === 'cancelled'
  return process === 'stuck' && !isOver ? stuck : byState[state]
}
