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
    type: 'OrderCancellationStarted',
    stream: order,
    data: { reason: 'mistake', note: '' },
    comesIn: ['pricing', 'holding', 'reserving', 'confirming', 'open', 'denying'],
  },
]

/** The states of an order, in the order in which it goes through them. */
export const orderPhases = {
  pricing: 'Checking the prices',
  holding: 'Holding the money',
  reserving: 'Reserving on the shelf',
  confirming: 'Confirming',
  open: 'Confirmed: a dispenser has it',
  denying: 'Giving back: it is denied',
  cancelling: 'Giving back: it is cancelled',
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
  return phase === 'cancelling-instead' ? 'cancelling' : phase
}
