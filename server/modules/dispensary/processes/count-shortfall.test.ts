import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { countShortfallProcess } from './count-shortfall.ts'

const stream = `item-${storyId(4)}`
const short = [
  { order: storyId(50), number: 1048, quantity: 1 },
  { order: storyId(51), number: 1051, quantity: 2 },
]
const data = { lot: 'S-1', expected: 5, counted: 2, reason: 'Lost', short }

test('the help desk hears which orders a count left short', () =>
  processStory(countShortfallProcess)()
    .when(signal('StockCounted', data, { stream, command: storyId(70) }))
    .thenActs({
      do: 'send',
      step: 'open-case',
      intent: 'open-case',
      target: `case-${storyId(70)}`,
      data: {
        about: { kind: 'thing', href: `/items/${storyId(4)}` },
        process: 'count',
        step: '',
        error: '2 of lot S-1 were counted, 5 were expected. Left short: orders 1048 and 1051.',
        tries: 0,
        person: null,
        title: 'Orders left short by a count of the shelf',
      },
    }))

test('it is over once the case is open', () =>
  processStory(countShortfallProcess)(signal('StockCounted', data, { stream }))
    .when(signal('StepSucceeded', { step: 'open-case' }))
    .thenActs({ do: 'end', as: 'opened' }))
