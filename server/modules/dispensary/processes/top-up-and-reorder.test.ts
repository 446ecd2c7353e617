import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, stored, storyId } from '#kernel/story.ts'
import { maria, tape } from '../stories/order-story.ts'
import { reorderProcess } from './top-up-and-reorder.ts'

const denied = storyId(50)
const order = storyId(51)
const topUp = { amount: 360, method: 'card', reference: 'SLIP 4411', second: false }
const lines = [{ item: tape, quantity: 2 }]
const started = signal(
  'ReorderStarted',
  { order, person: maria, topUp, lines, total: 1990 },
  { stream: `order-${denied}` },
)
const did = (step: string) => signal('StepSucceeded', { step })
const refused = (step: string, code: string, facts = {}) =>
  signal('StepRejected', { step, code, facts })
const story = processStory(reorderProcess)

test('the money is paid in first', () =>
  story()
    .when(started)
    .thenActs({
      do: 'send',
      step: 'top-up',
      intent: 'top-up-wallet',
      target: `wallet-${maria}`,
      data: topUp,
    }))

test('then the same lines are ordered again at the same total', () =>
  story(started)
    .when(did('top-up'))
    .thenActs({
      do: 'send',
      step: 'place',
      intent: 'place-order',
      target: `order-${order}`,
      data: { patient: maria, lines, total: 1990, note: '' },
    }))

test('when the order is confirmed, the answer names it and the payment', () =>
  story(started, did('top-up'))
    .when(did('place'))
    .thenActs(
      { do: 'answer', as: 'succeeded', facts: { order, amount: 360, total: 1990 } },
      { do: 'end', as: 'completed' },
    ))

test('a top-up that is refused orders nothing, and says why', () =>
  story(started)
    .when(refused('top-up', 'reference-used', { reference: 'SLIP 4411', at: 7, person: maria }))
    .thenActs(
      {
        do: 'answer',
        as: 'rejected',
        code: 'reference-used',
        facts: {
          reference: 'SLIP 4411',
          amount: 360,
          at: 7,
          person: maria,
          code: 'reference-used',
        },
      },
      { do: 'end', as: 'refused' },
    ))

test('a refusal of the wallet that is not known here still has words', () =>
  story(started)
    .when(refused('top-up', 'no-clinic'))
    .thenActs(
      {
        do: 'answer',
        as: 'rejected',
        code: 'top-up-refused',
        facts: { reference: 'SLIP 4411', amount: 360, code: 'no-clinic' },
      },
      { do: 'end', as: 'refused' },
    ))

test('when the second try is denied, the top-up stays and the answer says so', () => {
  const facts = { left: 1, asked: 2, name: 'Tape, 5 m' }
  const told = (code: string, of: string) => [
    {
      do: 'answer' as const,
      as: 'rejected' as const,
      code,
      facts: { ...facts, order, amount: 360, code: of },
    },
    { do: 'end' as const, as: 'topped-up-only' },
  ]
  story(started, did('top-up'))
    .when(refused('place', 'short-stock', facts))
    .thenActs(...told('topped-up-short-stock', 'short-stock'))
  story(started, did('top-up'))
    .when(refused('place', 'cancelled', facts))
    .thenActs(...told('topped-up-refused', 'cancelled'))
})

test('what the kernel says of its own tries starts nothing', () =>
  story(started)
    .when(signal('StepFailed', { step: 'top-up', attempt: 1, error: 'no answer', nextAt: 1 }))
    .thenActs())

test('each try is an instance of its own', () => {
  const event = stored({ type: 'ReorderStarted', data: {} }, { command: storyId(72) })
  deepStrictEqual(reorderProcess.route(event), storyId(72))
})

test('the plan is two steps', () => {
  const state = reorderProcess.evolve(reorderProcess.initialState, started)
  deepStrictEqual(
    reorderProcess.plan(state).map(({ step }) => step),
    ['top-up', 'place'],
  )
  deepStrictEqual(reorderProcess.plan(reorderProcess.initialState), [])
})
