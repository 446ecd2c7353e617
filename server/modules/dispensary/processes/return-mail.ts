import { idOf, streamOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { messageStream } from '#modules/notices/published.ts'
import { orderMessage } from '../words/order-messages.ts'

const words = { todo: 'Write to the patient', doing: 'Writing to the patient', done: 'Written' }

const templates: Readonly<Record<string, string>> = {
  ItemsReturned: 'order-returned',
  ReturnRefused: 'order-return-refused',
  ItemBack: 'order-item-back',
}

/** The form of a new order with what is back in it. */
function basket(person: string, data: Readonly<Record<string, unknown>>): string {
  const lines = { 'item-1': String(data['item']), 'quantity-1': String(data['quantity']) }
  return `/orders/place-order?${new URLSearchParams({ patient: person, ...lines })}`
}

/**
 * Tells a patient what comes of an order after its end, one process a message: what came back of it, or that
 * what it lacked is there. Whoever was refused at the desk knows it already.
 */
export const returnMail = process<null>({
  name: 'return-mail',
  version: 1,
  title: 'Mail after an order',
  types: Object.keys(templates),
  begins: Object.keys(templates),
  route: ({ type, data, command }) =>
    type === 'ReturnRefused' && 'code' in data && data.code !== 'declined' ? undefined : command,
  initialState: null,
  evolve: () => null,
  react(_, { type, data, stream, command, person }) {
    if (type === 'StepSucceeded' || type === 'StepRejected') return [{ do: 'end', as: 'told' }]
    const template = templates[type]
    if (!template) return []
    const facts = {
      name: String(data['name']),
      quantity: Number(data['quantity'] ?? 0),
      amount: Number(data['amount'] ?? 0),
    }
    const about = orderMessage(person ?? '', idOf(stream), template, facts)
    const isBack = type === 'ItemBack'
    const letter = isBack
      ? { ...about, link: { path: basket(person ?? '', data), secret: '' } }
      : about
    const target = messageStream(command)
    return [{ do: 'send', step: 'send-message', intent: 'send-message', target, data: letter }]
  },
  plan: () => [{ step: 'send-message', words }],
  waitsFor: () => undefined,
  phases: { writing: 'Writing to the patient' },
  phase: () => 'writing',
  examples: Object.keys(templates).map((type) => ({
    type,
    stream: streamOf('order', '01900000-0000-7000-8000-000000000001'),
    data: { item: '01900000-0000-7000-8000-000000000002', name: 'Tape, 5 m', quantity: 1 },
  })),
})
