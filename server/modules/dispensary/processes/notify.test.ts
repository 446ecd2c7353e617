import { test } from 'node:test'
import type { Act } from '#kernel/process.ts'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { notifyProcess } from './notify.ts'

const given = processStory(notifyProcess)
const [tape, first, second] = [storyId(61), storyId(51), storyId(52)]
const wanted = (order: string) =>
  signal(
    'NoticeAskedFor',
    { item: tape, name: 'Tape, 5 m', quantity: 2 },
    { stream: `order-${order}` },
  )
const received = signal('StockReceived', { quantity: 9, lot: '' }, { stream: `item-${tape}` })
const tell = (order: string, number: number): Act => ({
  do: 'send',
  step: `tell:${number}`,
  intent: 'note-item-back',
  target: `order-${order}`,
  data: { item: tape, name: 'Tape, 5 m', quantity: 2 },
})

test('when an item comes in, everybody who wanted it is told once', () => {
  given(wanted(first), wanted(second)).when(received).thenActs(tell(first, 1), tell(second, 2))
  given(wanted(first), received).when(received).thenActs()
})

test('who asks again after they were told is told again', () =>
  given(wanted(first), received, wanted(first)).when(received).thenActs(tell(first, 2)))

test('who does not want to hear of it any more is not told', () =>
  given(wanted(first), signal('NoticeNotWanted', { item: tape }, { stream: `order-${first}` }))
    .when(received)
    .thenActs())

test('what came back opened is nobody’s to have', () =>
  given(wanted(first))
    .when(signal('StockReturned', { quantity: 1, toShelf: false }, { stream: `item-${tape}` }))
    .thenActs())
