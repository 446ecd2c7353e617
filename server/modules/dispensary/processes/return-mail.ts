import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { messageStream } from '#modules/notices/published.ts'
import { orderMessage } from '../order-messages.ts'

const words = { todo: 'Write to the patient', doing: 'Writing to the patient', done: 'Written' }

/** Tells a patient what became of a return, one process a message: whoever was refused at once knows it. */
export const returnMail = process<null>({
  name: 'return-mail',
  version: 1,
  title: 'Mail about a return',
  types: ['ItemsReturned', 'ReturnRefused'],
  begins: ['ItemsReturned', 'ReturnRefused'],
  route: ({ type, data, command }) =>
    type === 'ReturnRefused' && 'code' in data && data.code !== 'declined' ? undefined : command,
  initialState: null,
  evolve: () => null,
  react(_, { type, data, stream, command, person }) {
    if (type === 'StepSucceeded' || type === 'StepRejected') return [{ do: 'end', as: 'told' }]
    if (type !== 'ItemsReturned' && type !== 'ReturnRefused') return []
    const template = type === 'ItemsReturned' ? 'order-returned' : 'order-return-refused'
    const facts = {
      name: String(data['name']),
      quantity: Number(data['quantity'] ?? 0),
      amount: Number(data['amount'] ?? 0),
    }
    const letter = orderMessage(person ?? '', idOf(stream), template, facts)
    const target = messageStream(command)
    return [{ do: 'send', step: 'send-message', intent: 'send-message', target, data: letter }]
  },
  plan: () => [{ step: 'send-message', words }],
  waitsFor: () => undefined,
})
