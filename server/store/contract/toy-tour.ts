import * as z from 'zod'
import { decider } from '#kernel/decider.ts'
import { type DomainEvent, describeEvents, idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { anyIntent, intent } from '#kernel/intent.ts'
import { standing } from '#kernel/mending.ts'
import type { Module } from '#kernel/module.ts'
import { type Act, anyProcess, process } from '#kernel/process.ts'
import { refuse } from '#kernel/refusal.ts'

/** A tour of several legs that are booked at once or one after the other, and given back together. */

export type LegEvents =
  | DomainEvent<'LegBooked', { tour: string }>
  | DomainEvent<'LegReleased', { tour: string }>
  | DomainEvent<'LegLocked', { why: string }>

type Leg = { readonly tour: string | null; readonly isLocked: boolean }

const leg = decider<LegEvents, Leg>({
  stream: 'leg',
  shape: 1,
  initialState: { tour: null, isLocked: false },
  evolve: {
    LegBooked: (state, { tour }) => ({ ...state, tour }),
    LegReleased: (state) => ({ ...state, tour: null }),
    LegLocked: (state) => ({ ...state, isLocked: true }),
  },
})

const wordless = { doing: '', done: '', notDone: '', next: [] } as const

const bookLeg = intent({
  ...wordless,
  name: 'book-leg',
  title: 'Book',
  submit: 'Book',
  on: leg,
  by: { system: 'clinic' },
  fields: fromProcess({ tour: z.string() }),
  decide: ({ tour }, { data }) =>
    tour === null ? [{ type: 'LegBooked', data }] : refuse('taken', { tour }),
  undoneBy: 'release-leg',
  receipt: (_, { tour }) => ({ tour }),
  refusals: { taken: 'Somebody has this leg.' },
})

const releaseLeg = intent({
  ...wordless,
  name: 'release-leg',
  title: 'Release',
  submit: 'Release',
  on: leg,
  by: { system: 'clinic' },
  fields: fromProcess({ tour: z.string() }),
  needs: ({ isLocked }) => (isLocked ? refuse('locked') : undefined),
  decide: (_, { data }) => [{ type: 'LegReleased', data }],
  refusals: { locked: 'This leg cannot be given back.' },
})

const lockLeg = intent({
  ...wordless,
  name: 'lock-leg',
  title: 'Lock',
  submit: 'Lock',
  on: leg,
  by: { receptionist: 'clinic' },
  fields: fromProcess({ why: z.string() }),
  decide: (_, { data }) => [{ type: 'LegLocked', data }],
  refusals: {},
})

export type TourEvents = DomainEvent<'TourAsked', { legs: string[]; isTogether: boolean }>

const tour = decider<TourEvents, null>({
  stream: 'tour',
  shape: 1,
  initialState: null,
  evolve: { TourAsked: () => null },
})

const askTour = intent({
  ...wordless,
  name: 'ask-tour',
  title: 'Ask',
  submit: 'Ask',
  on: tour,
  creates: true,
  by: { receptionist: 'clinic' },
  fields: fromProcess({ legs: z.array(z.string()), isTogether: z.boolean() }),
  answered: 'by-process',
  decide: (_, { data }) => [{ type: 'TourAsked', data }],
  refusals: {},
})

type Touring = {
  readonly tour: string
  readonly legs: readonly string[]
  readonly isTogether: boolean
  readonly booked: number
  readonly why: string
}

function book({ tour, legs }: Touring, number: number): readonly Act[] {
  const id = legs[number]
  if (id === undefined) return []
  return [
    { do: 'send', step: `leg-${number}`, intent: 'book-leg', target: `leg-${id}`, data: { tour } },
  ]
}

const touring = process<Touring>({
  name: 'touring',
  version: 1,
  title: 'Tour',
  types: ['TourAsked'],
  begins: ['TourAsked'],
  route: ({ stream }) => idOf(stream),
  initialState: { tour: '', legs: [], isTogether: false, booked: 0, why: '' },
  evolve(state, { type, data, stream }) {
    if (type === 'TourAsked') {
      const asked = data as { readonly legs: readonly string[]; readonly isTogether: boolean }
      return { ...state, tour: idOf(stream), legs: asked.legs, isTogether: asked.isTogether }
    }
    if (type === 'StepSucceeded') return { ...state, booked: state.booked + 1 }
    return type === 'StepRejected' ? { ...state, why: String(data.code) } : state
  },
  react(state, { type }) {
    if (type === 'TourAsked') {
      return state.isTogether
        ? state.legs.flatMap((_, number) => book(state, number))
        : book(state, 0)
    }
    if (type === 'StepSucceeded' && state.booked < state.legs.length) {
      return state.isTogether ? [] : book(state, state.booked)
    }
    if (type === 'StepSucceeded')
      return [
        { do: 'answer', as: 'succeeded' },
        { do: 'end', as: 'booked' },
      ]
    if (type === 'StepRejected') return [{ do: 'compensate', reason: state.why }]
    if (type === 'CompensationEnded') {
      return [
        { do: 'answer', as: 'rejected', code: state.why },
        { do: 'end', as: 'refused' },
      ]
    }
    return []
  },
  plan: () => [],
  waitsFor: () => undefined,
  settlements: ({ why }, life) => [
    {
      as: 'called-off',
      title: 'Nobody travels',
      explains: 'Every leg is given back.',
      amount: 0,
      sends: standing(life).map(({ step, target, receipt }) => ({
        intent: 'release-leg',
        target,
        data: receipt ?? {},
        settles: step,
      })),
      ends: [{ do: 'answer', as: 'rejected', code: why || 'called-off' }],
    },
    {
      as: 'travelled',
      title: 'They travelled on the legs they had',
      explains: 'The legs stay booked.',
      amount: 0,
      sends: [],
      keeps: standing(life).map(({ step }) => step),
      ends: [{ do: 'answer', as: 'succeeded' }],
    },
  ],
})

export const tourModule: Module = {
  name: 'tour',
  events: {
    ...describeEvents<LegEvents>({
      LegBooked: { version: 1, words: 'Booked' },
      LegReleased: { version: 1, words: 'Released' },
      LegLocked: { version: 1, words: 'Locked: {why}' },
    }),
    ...describeEvents<TourEvents>({ TourAsked: { version: 1, words: 'A tour was asked for' } }),
  },
  intents: [anyIntent(bookLeg), anyIntent(releaseLeg), anyIntent(lockLeg), anyIntent(askTour)],
  processes: [anyProcess(touring)],
  projections: [],
  pages: [],
  navigation: [],
}
