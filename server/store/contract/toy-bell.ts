import * as z from 'zod'
import { decider } from '#kernel/decider.ts'
import { type DomainEvent, describeEvents, idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { anyIntent, intent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { type Act, anyProcess, process, type Signal } from '#kernel/process.ts'
import { projection, write } from '#kernel/projection.ts'

/** Bells that ring at set times and send word of it: timers, messages, and models that follow or break. */

export type BellEvents =
  | DomainEvent<'BellSet', { name: string; due: number; person: string | null }>
  | DomainEvent<'BellStilled', { name: string }>
  | DomainEvent<'BellRung', { name: string }>

const bell = decider<BellEvents, null>({
  stream: 'bell',
  shape: 1,
  initialState: null,
  evolve: { BellSet: () => null, BellStilled: () => null, BellRung: () => null },
})

const wordless = { submit: '', doing: '', done: '', notDone: '', refusals: {}, next: [] } as const
const anybody = { receptionist: 'clinic', system: 'clinic' } as const

const setBell = intent({
  ...wordless,
  name: 'set-bell',
  title: 'Set',
  on: bell,
  creates: true,
  by: anybody,
  fields: fromProcess({ name: z.string(), due: z.number(), person: z.string().nullable() }),
  decide: (_, { data }) => [{ type: 'BellSet', data }],
})

const stillBell = intent({
  ...wordless,
  name: 'still-bell',
  title: 'Still',
  on: bell,
  staleAfter: ['BellStilled'],
  by: anybody,
  fields: fromProcess({ name: z.string() }),
  decide: (_, { data }) => [{ type: 'BellStilled', data }],
})

const ringBell = intent({
  ...wordless,
  name: 'ring-bell',
  title: 'Ring',
  on: bell,
  by: anybody,
  fields: fromProcess({ name: z.string() }),
  decide: (_, { data }) => [{ type: 'BellRung', data }],
})

type Ringing = { readonly name: string; readonly person: string | null; readonly isLost: boolean }

function ring({ data, stream }: Signal): readonly Act[] {
  const name = String(data.name)
  const target = `bell-${idOf(stream)}`
  return [{ do: 'send', step: `ring-${data.due}`, intent: 'ring-bell', target, data: { name } }]
}

/** Sends word of each ring, to a person or to nobody in particular. */
function sendWord(state: Ringing, { data, stream }: Signal): readonly Act[] {
  const { name, person } = state
  const key = `${idOf(stream)}/${data.step}`
  return [
    { do: 'deliver', key, channel: 'post', person, body: { name, text: `Bell ${name} rang` } },
  ]
}

const ringing = process<Ringing>({
  name: 'ringing',
  version: 1,
  title: 'Bell',
  types: ['BellSet', 'BellStilled'],
  begins: ['BellSet'],
  route: ({ stream }) => idOf(stream),
  initialState: { name: '', person: null, isLost: false },
  evolve(state, { type, data }) {
    if (type === 'StepFailed' && state.name === 'unfoldable')
      throw new Error('This fold is a defect')
    if (type !== 'BellSet') return state
    const { name, person } = data as { readonly name: string; readonly person: string | null }
    return { name, person, isLost: name === 'lost' }
  },
  react(state, signal) {
    const { type, data } = signal
    if (state.name === 'unreactable' && type === 'TimerFired') throw new Error('This is a defect')
    if (state.isLost) return []
    if (type === 'BellSet') return [{ do: 'timer', name: String(data.name), due: Number(data.due) }]
    if (type === 'BellStilled') return [{ do: 'drop', name: String(data.name) }]
    if (type === 'TimerFired') return ring(signal)
    if (type === 'StepSucceeded') return sendWord(state, signal)
    return []
  },
  plan: () => [],
  waitsFor: ({ isLost }) => (isLost ? undefined : 'somebody sets it again'),
})

/** Follows the log and counts the rings of each bell. */
const rings = projection({
  name: 'rings',
  version: 1,
  mode: 'async',
  types: ['BellRung'],
  tables: { rings: { columns: { id: 'text', rings: 'integer' }, key: ['id'] } },
  apply: ({ stream, data }) => {
    if ((data as { readonly name: string }).name === 'deafening') throw new Error('Too loud')
    return [
      write(
        'INSERT INTO {rings} (id, rings) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET rings = rings + 1',
        idOf(stream),
      ),
    ]
  },
})

/** Names bells; one called "crack" breaks it, until it is mended. */
const bellNames = (isMended: boolean) =>
  projection({
    name: 'bell-names',
    version: 1,
    mode: 'inline',
    types: ['BellSet'],
    tables: { bell_names: { columns: { id: 'text', name: 'text' }, key: ['id'] } },
    apply({ stream, data }) {
      const { name } = data as { readonly name: string }
      if (name === 'crack' && !isMended) throw new Error('The model cannot take this')
      return [
        write(
          'INSERT INTO {bell_names} (id, name) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
          idOf(stream),
          name,
        ),
      ]
    },
  })

/** The module as it is, or with its breakable model mended, as a later version of the program has it. */
export function bellModule(isMended = false): Module {
  return {
    name: 'bell',
    events: describeEvents<BellEvents>({
      BellSet: { version: 1, words: 'Set' },
      BellStilled: { version: 1, words: 'Stilled' },
      BellRung: { version: 1, words: 'Rung' },
    }),
    intents: [anyIntent(setBell), anyIntent(stillBell), anyIntent(ringBell)],
    processes: [anyProcess(ringing)],
    projections: [rings, bellNames(isMended)],
    pages: [],
    navigation: [],
  }
}
