import type { DataOf } from '#kernel/event.ts'
import { idOf, streamOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import type { ReturnEvents } from '../events/return-events.ts'

type Remake = { readonly order: string; readonly total: number }

const words = {
  todo: 'Place the order',
  doing: 'Placing the order',
  done: 'The order is placed and confirmed',
}

function place({ data, stream }: Signal): Act {
  const { order, patient, item, quantity, what, charge, total } = data as DataOf<
    ReturnEvents,
    'RemakeOrdered'
  >
  const remake = { order: idOf(stream), item, charge }
  const lines = [{ item, quantity }]
  const note = `Made again: ${what}`
  const form = { patient, lines, total, note, remake }
  const target = streamOf('order', order)
  return { do: 'send', step: 'place', intent: 'place-order', target, data: form }
}

/** Places the order by which something is made again; it then goes the way of every order. */
export const remakeProcess = process<Remake>({
  name: 'remake',
  version: 1,
  title: 'Remake',
  types: ['RemakeOrdered'],
  begins: ['RemakeOrdered'],
  // The same line may be made again once more, if the first remake came to nothing.
  route: ({ command }) => command,
  initialState: { order: '', total: 0 },
  evolve: (state, { type, data }) =>
    type === 'RemakeOrdered'
      ? { order: String(data['order']), total: Number(data['total']) }
      : state,
  react(state, signal) {
    const { type, data } = signal
    if (type === 'RemakeOrdered') return [place(signal)]
    if (type === 'StepSucceeded') {
      return [
        { do: 'answer', as: 'succeeded', facts: state },
        { do: 'end', as: 'ordered' },
      ]
    }
    if (type === 'StepRejected') {
      const facts = { ...state, ...(data['facts'] as object), code: data['code'] }
      return [
        {
          do: 'answer',
          as: 'rejected',
          code: data['code'] === 'twice' ? 'twice' : 'not-made',
          facts,
        },
        { do: 'end', as: 'refused' },
      ]
    }
    return []
  },
  plan: ({ order }) => (order === '' ? [] : [{ step: 'place', words }]),
  waitsFor: () => undefined,
  phases: { placing: 'Placing the order' },
  phase: () => 'placing',
  examples: [
    {
      type: 'RemakeOrdered',
      stream: streamOf('order', '01900000-0000-7000-8000-000000000001'),
      data: { order: '01900000-0000-7000-8000-000000000002', total: 0 },
    },
  ],
})
