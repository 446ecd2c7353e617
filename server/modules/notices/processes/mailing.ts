import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { messageStream } from '../published.ts'

type Mailing = { readonly message: string; readonly person: string }

/**
 * Puts a message into the outbox, one process a delivery; from there on it is sent at least once, under one
 * key. The body only names the message: what it says is read when it is rendered.
 */
export const mailing = process<Mailing>({
  name: 'mailing',
  version: 1,
  title: 'Mail',
  types: ['MessageQueued', 'MessageRequeued'],
  begins: ['MessageQueued', 'MessageRequeued'],
  route: ({ data }) => ('delivery' in data ? String(data.delivery) : undefined),
  initialState: { message: '', person: '' },
  evolve: (state, { type, stream, data }) =>
    type.startsWith('Message') ? { message: idOf(stream), person: String(data['person']) } : state,
  react({ message, person }, { type, data }) {
    if (!type.startsWith('Message')) return []
    const key = `mail:${data['delivery']}`
    const tells = { intent: 'note-delivery', target: messageStream(message) }
    return [
      { do: 'deliver', key, channel: 'mail', person, body: { message }, tells },
      { do: 'end', as: 'in the outbox' },
    ]
  },
  plan: () => [],
  waitsFor: () => undefined,
  phases: {},
  examples: ['MessageQueued', 'MessageRequeued'].map((type) => ({
    type,
    stream: messageStream('01900000-0000-7000-8000-000000000001'),
    data: { delivery: '01900000-0000-7000-8000-000000000002', person: '' },
  })),
})
