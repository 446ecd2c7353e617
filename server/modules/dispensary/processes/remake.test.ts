import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { remakeProcess } from './remake.ts'

const given = processStory(remakeProcess)
const [order, again, maria, insoles] = [storyId(51), storyId(52), storyId(31), storyId(62)]
const ordered = signal(
  'RemakeOrdered',
  {
    order: again,
    patient: maria,
    item: insoles,
    name: 'Custom insoles',
    quantity: 1,
    what: 'The left one is too short',
    charge: 'none',
    total: 0,
  },
  { stream: `order-${order}`, person: maria },
)
const facts = { order: again, total: 0 }

test('what is made again is ordered for nothing, with what was wrong', () =>
  given()
    .when(ordered)
    .thenActs({
      do: 'send',
      step: 'place',
      intent: 'place-order',
      target: `order-${again}`,
      data: {
        patient: maria,
        lines: [{ item: insoles, quantity: 1 }],
        total: 0,
        note: 'Made again: The left one is too short',
        remake: { order, item: insoles, charge: 'none' },
      },
    }))

test('once the new order is confirmed, it goes the way of every order', () =>
  given(ordered)
    .when(signal('StepSucceeded'))
    .thenActs({ do: 'answer', as: 'succeeded', facts }, { do: 'end', as: 'ordered' }))

test('where the new order is denied, whoever asked hears why', () =>
  given(ordered)
    .when(signal('StepRejected', { code: 'withdrawn', facts: { name: 'Custom insoles' } }))
    .thenActs(
      {
        do: 'answer',
        as: 'rejected',
        code: 'not-made',
        facts: { ...facts, name: 'Custom insoles', code: 'withdrawn' },
      },
      { do: 'end', as: 'refused' },
    ))

test('where somebody else asked for the same a moment before, whoever asked hears of that order', () =>
  given(ordered)
    .when(signal('StepRejected', { code: 'twice', facts: { number: 1052 } }))
    .thenActs(
      {
        do: 'answer',
        as: 'rejected',
        code: 'twice',
        facts: { ...facts, number: 1052, code: 'twice' },
      },
      { do: 'end', as: 'refused' },
    ))
