import { streamOf } from '#kernel/event.ts'
import type { Example } from '#kernel/process.ts'
import type { PricedLine } from '../events.ts'

const exampleId = (number: number) => `01900000-0000-7000-8000-00000000000${number}`
const order = streamOf('order', exampleId(1))

const tape: PricedLine = {
  item: exampleId(2),
  quantity: 2,
  code: 'TAPE-5',
  name: 'Tape, 5 m',
  unit: 'roll',
  price: 995,
  taxRate: 20,
  stocked: true,
}

function priced(price: number): Example {
  const data = { lines: [{ ...tape, price }], total: price * tape.quantity }
  return { type: 'OrderPriced', stream: order, data, writtenBy: 'price-order' }
}

const untilConfirmed = ['pricing', 'holding', 'reserving', 'confirming', 'open', 'denying']

function picked(quantity: number): Example {
  const missing = tape.quantity - quantity
  const short = missing > 0 ? { quantity: missing, reason: 'Torn' } : null
  const lines = [{ item: tape.item, lots: [{ lot: 'A7', quantity }], short }]
  return {
    type: 'OrderPicked',
    stream: order,
    data: { lines, shelf: 'B2' },
    comesIn: ['preparing'],
  }
}

/** What an order may be shown, for the map of its states. */
export const orderExamples: readonly Example[] = [
  {
    type: 'OrderPlaced',
    stream: order,
    data: { patient: exampleId(3), lines: [{ item: tape.item, quantity: 2 }], acceptedTotal: 1990 },
  },
  priced(995),
  // What costs nothing holds no money.
  priced(0),
  {
    type: 'OrderConfirmed',
    stream: order,
    data: { total: 1990, promised: null },
    writtenBy: 'confirm-order',
  },
  {
    type: 'OrderCancellationStarted',
    stream: order,
    data: { reason: 'mistake', note: '' },
    comesIn: [...untilConfirmed, 'preparing', 'picking', 'resuming', 'ready', 'undoing'],
  },
  { type: 'PreparationStarted', stream: order, data: {}, comesIn: ['open'] },
  {
    type: 'PreparationPutBack',
    stream: order,
    data: { reason: 'Ill' },
    comesIn: ['preparing', 'ready'],
  },
  picked(2),
  picked(1),
  {
    type: 'OrderHandOverStarted',
    stream: order,
    data: { by: 'desk' },
    comesIn: ['ready'],
  },
  {
    type: 'OrderHandOverStarted',
    stream: order,
    data: { by: 'code' },
    comesIn: ['ready'],
  },
  { type: 'CollectionCodeMissed', stream: order, data: { left: 4 }, comesIn: ['ready'] },
  {
    type: 'OrderPuttingBackStarted',
    stream: order,
    data: { reason: 'Not collected' },
    comesIn: ['ready'],
  },
]

/** The states of an order, in the order in which it goes through them. */
export const orderPhases = {
  pricing: 'Checking the prices',
  holding: 'Holding the money',
  reserving: 'Reserving on the shelf',
  confirming: 'Confirming',
  open: 'Confirmed: waits for a dispenser',
  preparing: 'Being prepared',
  picking: 'Picking from the shelf',
  resuming: 'The shelf refused: back on the bench',
  ready: 'Ready to be collected',
  'handing-over': 'Being handed over',
  denying: 'Giving back: it is denied',
  cancelling: 'Giving back: it is cancelled',
  'putting-back': 'Giving back: nobody collected it',
  undoing: 'Giving back: the help desk undoes it',
}

const forward: Readonly<Record<string, keyof typeof orderPhases>> = {
  'hold-money': 'holding',
  'reserve-stock': 'reserving',
  'confirm-order': 'confirming',
}

/** Which of them an order stands in: where it goes forward, at the step it has come to. */
export function orderPhaseOf(
  { phase }: { readonly phase: string },
  [step = '']: readonly string[],
) {
  if (phase === 'forward' || phase === 'new') return forward[step] ?? 'pricing'
  // Its end was heard of only while the help desk had it undone, and that goes on.
  if (phase === 'ended') return 'undoing'
  return phase === 'cancelling-instead' ? 'cancelling' : phase
}
