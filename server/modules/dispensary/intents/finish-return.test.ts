import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { tape } from '../stories/order-story.ts'
import { handedOver, process, ready } from '../stories/ready-story.ts'
import { finishReturn } from './finish-return.ts'

const given = story(finishReturn)
const back = {
  return: storyId(71),
  item: tape,
  name: 'Tape, 5 m',
  quantity: 1,
  condition: 'sealed',
  amount: 995,
} as const
const begun = {
  type: 'ReturnStarted',
  data: { ...back, stocked: true, asks: false, reason: 'The wrong width' },
}

test('what came back and was refunded is written down', () =>
  given(...handedOver, begun)
    .when(process, back)
    .thenEvents({ type: 'ItemsReturned', data: { ...back, as: 'refunded' } }))

test('what came back without money was exchanged', () =>
  given(...handedOver, begun)
    .when(process, { ...back, amount: 0 })
    .thenEvents({ type: 'ItemsReturned', data: { ...back, amount: 0, as: 'exchanged' } }))

test('a return that is finished already is answered as the first time', () =>
  given(...handedOver, begun, { type: 'ItemsReturned', data: { ...back, as: 'refunded' } })
    .when(process, back)
    .thenEvents())

test('nothing comes back of what nobody has', () =>
  given(...ready)
    .when(process, back)
    .thenRefused('no-order'))
