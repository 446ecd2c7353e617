import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { messageStream } from '../published.ts'

type Undelivered = { readonly wasStuck: boolean }

/**
 * Sees to it that somebody hears of a message that did not get through: it is stuck at once, so a case is
 * opened, one a message. It ends when the message was handed over after all.
 */
export const undelivered = process<Undelivered>({
  name: 'undelivered',
  version: 1,
  title: 'Message that did not get through',
  types: ['MessageRefused', 'MessageGivenUp', 'MessageHandedOver'],
  begins: ['MessageRefused', 'MessageGivenUp'],
  route: ({ stream }) => idOf(stream),
  initialState: { wasStuck: false },
  evolve: (state, { type }) => (type === 'ProcessStuck' ? { wasStuck: true } : state),
  react({ wasStuck }, { type, data }) {
    if (type === 'MessageHandedOver') return [{ do: 'end', as: 'handed over after all' }]
    if (wasStuck) return []
    if (type === 'MessageRefused')
      return [{ do: 'stuck', as: `The mail server refused it: ${data['error']}` }]
    if (type === 'MessageGivenUp')
      return [{ do: 'stuck', as: `It was given up after a day of tries: ${data['error']}` }]
    return []
  },
  plan: () => [],
  waitsFor: () => undefined,
  phases: { 'not-through': 'It did not get through' },
  phase: () => 'not-through',
  examples: ['MessageRefused', 'MessageGivenUp', 'MessageHandedOver'].map((type) => ({
    type,
    stream: messageStream('01900000-0000-7000-8000-000000000001'),
    data: { error: 'No such mailbox' },
  })),
})
