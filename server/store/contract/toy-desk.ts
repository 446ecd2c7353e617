import * as z from 'zod'
import { decider } from '#kernel/decider.ts'
import { type DomainEvent, describeEvents } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { anyIntent, intent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import type { Steering } from '#kernel/steering.ts'

/** A desk whose every word steers a process, whatever it is: those who decide what may be are tried elsewhere. */

type DeskEvents = DomainEvent<'Steered', { steering: Steering }>

const desk = decider<DeskEvents, null>({
  stream: 'desk',
  shape: 1,
  initialState: null,
  evolve: { Steered: () => null },
})

const steering: z.ZodType<Steering> = z.discriminatedUnion('do', [
  z.object({
    process: z.string(),
    do: z.literal('retry'),
    step: z.string(),
    at: z.number().nullable(),
  }),
  z.object({ process: z.string(), do: z.literal('undo'), reason: z.string() }),
  z.object({ process: z.string(), do: z.literal('settle'), as: z.string() }),
])

const steer = intent({
  name: 'steer',
  title: 'Steer',
  submit: 'Steer',
  doing: '',
  done: '',
  notDone: '',
  on: desk,
  creates: true,
  by: { receptionist: 'clinic' },
  fields: fromProcess({ steering }),
  decide: (_, { data }) => [{ type: 'Steered', data }],
  refusals: {},
  next: [],
})

export const deskModule: Module = {
  name: 'desk',
  events: describeEvents<DeskEvents>({
    Steered: { version: 1, words: 'Steered', steers: (data) => data.steering },
  }),
  intents: [anyIntent(steer)],
  processes: [],
  projections: [],
  pages: [],
  navigation: [],
}
