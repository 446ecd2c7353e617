import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { placedOrder, pricedOrder, tape, tapeLine } from '../stories/order-story.ts'
import { confirmed, patient } from '../stories/ready-story.ts'
import { notifyMe } from './notify-me.ts'

const given = story(notifyMe)
const denied = (code: string) => [
  placedOrder(tapeLine),
  pricedOrder(tapeLine),
  { type: 'OrderDenied', data: { code, facts: { name: 'Tape, 5 m', left: 1, asked: 2 } } },
]
const wanted = { type: 'NoticeAskedFor', data: { item: tape, name: 'Tape, 5 m', quantity: 2 } }

test('who could not have tape hears once there is more', () =>
  given(...denied('short-stock'))
    .when(patient, {})
    .thenEvents(wanted))

test('it is noted once', () =>
  given(...denied('short-stock'), wanted)
    .when(patient, {})
    .thenRefused('noted'))

test('nobody waits for what was never short', () => {
  given(...denied('short-money'))
    .when(patient, {})
    .thenRefused('not-short')
  given(...confirmed)
    .when(patient, {})
    .thenRefused('confirmed')
})
