import type { Act } from '#kernel/process.ts'
import { processStory, signal, storyId } from '#kernel/story.ts'
import type { PricedLine } from '../events.ts'
import { orderProcess } from '../processes/order.ts'
import { maria, placedOrder, pricedOrder, tape, tapeLine } from './order-story.ts'

// What the process of an order hears and does, in short words. For tests.

export const order = storyId(50)
export const stream = `order-${order}`
export const cancelCommand = storyId(77)
export const balm: PricedLine = {
  ...tapeLine,
  item: storyId(63),
  name: 'Balm',
  price: 500,
  quantity: 1,
}

export const placed = (...lines: readonly PricedLine[]) =>
  signal('OrderPlaced', placedOrder(...lines).data, { stream })
export const priced = (...lines: readonly PricedLine[]) =>
  signal('OrderPriced', pricedOrder(...lines).data, { stream })
export const did = (step: string) => signal('StepSucceeded', { step })
export const refused = (step: string, code: string, facts = {}) =>
  signal('StepRejected', { step, code, facts })
export const cancels = signal(
  'OrderCancellationStarted',
  { reason: 'mistake', note: '' },
  { stream, command: cancelCommand },
)
export const compensating = signal('CompensationStarted', { reason: 'any' })
export const compensated = signal('CompensationEnded', { undone: 2 })

export const send = (step: string, target: string, data: object): Act => ({
  do: 'send',
  step,
  intent: step.replace(/:.*/, ''),
  target,
  data,
})
export const confirm = send('confirm-order', stream, {})
export const hold = (amount: number) =>
  send('hold-money', `wallet-${maria}`, { hold: order, amount, for: { kind: 'order', id: order } })
export const reserve = (item: string, quantity: number) =>
  send(`reserve-stock:${item}`, `item-${item}`, { order, quantity })
export const deny = (code: string, facts: object) => send('deny-order', stream, { code, facts })
export const finish = send('finish-cancellation', stream, {})
export const answer = (as: 'succeeded' | 'rejected', rest: object) =>
  ({ do: 'answer', as, ...rest }) as Act

export const story = processStory(orderProcess)
export const untilHolding = [placed(tapeLine), priced(tapeLine), did('price-order')]
export const untilReserving = [...untilHolding, did('hold-money')]
export const untilConfirming = [...untilReserving, did(`reserve-stock:${tape}`)]
export const untilOpen = [...untilConfirming, did('confirm-order')]

/** The same, prepared by a dispenser, picked, ready, and on its way over the desk. */
export const markCommand = storyId(78)
export const handCommand = storyId(79)
export const starts = signal('PreparationStarted', {}, { stream })
export const putsBack = signal('PreparationPutBack', { reason: 'Ill' }, { stream })
const tapes = (quantity: number) => [{ lot: 'A1', quantity }]
export const allTapes = { item: tape, lots: tapes(2), short: null }
export const oneTape = { item: tape, lots: tapes(1), short: { quantity: 1, reason: 'Torn' } }
export const picks = (line: object, command = markCommand) =>
  signal('OrderPicked', { lines: [line], shelf: 'B3' }, { stream, command })
export const hands = (by: 'desk' | 'code') =>
  signal('OrderHandOverStarted', { by }, { stream, command: handCommand })
export const putsAway = signal(
  'OrderPuttingBackStarted',
  { reason: 'Not collected' },
  { stream, command: cancelCommand },
)
export const untilPreparing = [...untilOpen, starts]
export const untilPicking = [...untilPreparing, picks(allTapes)]
export const untilSetReady = [...untilPicking, did(`pick-stock:${tape}:1`)]
export const untilReady = [...untilSetReady, did('set-ready:1')]
export const untilHanding = [...untilReady, hands('desk')]

/** A step that is sent to the order, an item or the wallet, called after its step. */
export const toOrder = (step: string, data: object = {}) => send(step, stream, data)
export const toItem = (step: string, data: object) => send(step, `item-${tape}`, data)
export const toWallet = (intent: string, step: string, data: object): Act => ({
  ...(send(step, `wallet-${maria}`, data) as Extract<Act, { do: 'send' }>),
  intent,
})

export const shortMoney = { needed: 1990, available: 1630, held: 0, gap: 360 }
