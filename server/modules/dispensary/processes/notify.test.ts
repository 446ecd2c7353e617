import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Act } from '#kernel/process.ts'
import { processStory, signal, storyId, storyTime } from '#kernel/story.ts'
import { daysAfter } from '../rules/promise.ts'
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

test('what comes in is told to the first who wanted it, and later to the others', () => {
  const few = signal('StockReceived', { quantity: 2, lot: '' }, { stream: `item-${tape}` })
  given(wanted(first), wanted(second)).when(few).thenActs(tell(first, 1))
  given(wanted(first), wanted(second), few).when(few).thenActs(tell(second, 2))
})

test('after sixty days nobody waits any more', () => {
  given()
    .when(wanted(first))
    .thenActs({ do: 'timer', name: 'end:1', due: daysAfter(storyTime, 60) })
  const over = signal('TimerFired', { name: 'end:1' })
  given(wanted(first))
    .when(over)
    .thenActs({
      do: 'send',
      step: 'end:1',
      intent: 'stop-notice',
      target: `order-${first}`,
      data: {},
    })
  given(wanted(first), received).when(over).thenActs()
})

test('when enough of an item comes in, everybody who wanted it is told once', () => {
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

test('it waits for stock as long as somebody wants to hear of it, and then for whoever does next', () => {
  equal(notifyProcess.waitsFor(given().when(wanted(first)).state), 'stock to come in')
  const { state } = given(wanted(first)).when(received)
  equal(notifyProcess.waitsFor(state), 'somebody who wants to hear of the item')
})
