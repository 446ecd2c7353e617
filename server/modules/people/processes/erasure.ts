import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { personStream } from '../published.ts'
import type { ErasureReason } from '../record-events.ts'

type Erasure = { readonly because: ErasureReason; readonly left: readonly string[] }

const words = {
  todo: 'Erase a record that was folded into theirs',
  doing: 'Erasing a record that was folded into theirs',
  done: 'A record that was folded into theirs is erased',
}

const stepOf = (id: string) => `erase-${id}`

/** Whoever is erased is erased under every record that was folded into theirs. */
export const erasure = process<Erasure>({
  name: 'erasure',
  version: 1,
  title: 'Erasing',
  types: ['PersonErased'],
  begins: ['PersonErased'],
  route: ({ stream, data }) =>
    (data as { folded: readonly string[] }).folded.length > 0 ? idOf(stream) : undefined,
  initialState: { because: 'asked', left: [] },
  evolve(state, { type, data }) {
    if (type === 'PersonErased')
      return {
        because: data['because'] as ErasureReason,
        left: data['folded'] as readonly string[],
      }
    const done = type === 'StepSucceeded' || type === 'StepRejected'
    return done ? { ...state, left: state.left.filter((id) => stepOf(id) !== data['step']) } : state
  },
  react({ because, left }, { type }) {
    if (type === 'PersonErased') {
      return left.map((id) => ({
        do: 'send' as const,
        step: stepOf(id),
        intent: 'erase-folded-record',
        target: personStream(id),
        data: { because },
      }))
    }
    return left.length === 0 ? [{ do: 'end', as: 'completed' }] : []
  },
  plan: ({ left }) => left.map((id) => ({ step: stepOf(id), words })),
  waitsFor: () => undefined,
  phases: { erasing: 'Erasing what was folded into theirs' },
  phase: () => 'erasing',
  examples: [
    {
      type: 'PersonErased',
      stream: personStream('01900000-0000-7000-8000-000000000001'),
      data: { because: 'asked', folded: ['01900000-0000-7000-8000-000000000002'] },
    },
  ],
  // Nobody is to be half erased.
  tireless: true,
})
