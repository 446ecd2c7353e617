import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { staffStream } from '../published.ts'

type Opening = { readonly ended: boolean }

const words = {
  todo: 'The first admin joins',
  doing: 'Adding the first admin',
  done: 'The first admin has joined',
}

/** Lets the first admin join the clinic that was just set up. */
export const clinicOpening = process<Opening>({
  name: 'clinic-opening',
  version: 1,
  title: 'Opening the clinic',
  types: ['ClinicSetUp'],
  begins: ['ClinicSetUp'],
  route: ({ stream, data }) => ('admin' in data && data.admin ? idOf(stream) : undefined),
  initialState: { ended: false },
  evolve: (state, { type }) => (type === 'ProcessEnded' ? { ended: true } : state),
  react(_, { type, data }) {
    if (type === 'ClinicSetUp') {
      return [
        {
          do: 'send',
          step: 'add-admin',
          intent: 'add-staff',
          target: staffStream(String(data['admin'])),
          // Processes carry no names: the intent finds the announced one.
          data: { name: '', roles: ['admin'], roleTitle: '', seat: '' },
        },
      ]
    }
    // Refused because she is there already is as good as done.
    if (type === 'StepSucceeded' || (type === 'StepRejected' && data['code'] === 'exists')) {
      return [{ do: 'end', as: 'completed' }]
    }
    if (type === 'StepRejected') return [{ do: 'stuck', as: 'The first admin could not join' }]
    return []
  },
  plan: () => [{ step: 'add-admin', words }],
  waitsFor: () => undefined,
  phases: { 'adding-admin': 'The first admin joins' },
  phase: () => 'adding-admin',
  examples: [
    {
      type: 'ClinicSetUp',
      stream: 'clinic-01900000-0000-7000-8000-000000000001',
      data: { admin: '01900000-0000-7000-8000-000000000002' },
    },
  ],
})
