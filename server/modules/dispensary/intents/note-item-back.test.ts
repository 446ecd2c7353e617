import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { placedOrder, pricedOrder, tape, tapeLine } from '../stories/order-story.ts'
import { process } from '../stories/ready-story.ts'
import { noteItemBack } from './note-item-back.ts'

const given = story(noteItemBack)
const facts = { name: 'Tape, 5 m', left: 1, asked: 2 }
const denied = [
  placedOrder(tapeLine),
  pricedOrder(tapeLine),
  { type: 'OrderDenied', data: { code: 'short-stock', facts } },
]
const data = { item: tape, name: 'Tape, 5 m', quantity: 2 }
const wanted = { type: 'NoticeAskedFor', data }

test('what was wanted is back, and that is told once', () => {
  given(...denied, wanted)
    .when(process, data)
    .thenEvents({ type: 'ItemBack', data })
  given(...denied, wanted, { type: 'ItemBack', data })
    .when(process, data)
    .thenEvents()
})

test('who does not want to hear of it any more is told nothing', () =>
  given(...denied, wanted, { type: 'NoticeNotWanted', data: { item: tape, name: 'Tape, 5 m' } })
    .when(process, data)
    .thenEvents())
