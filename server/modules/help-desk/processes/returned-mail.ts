import { idOf, streamOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { messageStream } from '#modules/notices/published.ts'
import type { OpenCase } from '../case-shape.ts'

const words = { todo: 'Open a case', doing: 'Opening a case', done: 'Case opened' }

/** Opens a case for each mail that came back: somebody has to put the address right, or to call. */
export const returnedMailProcess = process<null>({
  name: 'returned-mail',
  version: 1,
  title: 'Mail that came back',
  types: ['MessageBounced'],
  begins: ['MessageBounced'],
  // The same mail may come back again after it was sent anew: that is another matter.
  route: ({ command }) => command,
  initialState: null,
  evolve: () => null,
  react(_, { type, stream, command, person }) {
    if (type === 'StepSucceeded') return [{ do: 'end', as: 'opened' }]
    if (type !== 'MessageBounced') return []
    const opened: OpenCase = {
      about: { kind: 'thing', href: `/messages/${idOf(stream)}` },
      process: 'mail',
      step: '',
      error: 'Nothing more goes to this address until it is put right.',
      tries: 1,
      person,
      title: 'The mail that came back',
    }
    const target = streamOf('case', command)
    return [{ do: 'send', step: 'open-case', intent: 'open-case', target, data: opened }]
  },
  plan: () => [{ step: 'open-case', words }],
  waitsFor: () => undefined,
  phases: { opening: 'Opening the case' },
  phase: () => 'opening',
  examples: [
    {
      type: 'MessageBounced',
      stream: messageStream('01900000-0000-7000-8000-000000000001'),
      data: {},
    },
  ],
  tireless: true,
})
