import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { tape } from '../stories/order-story.ts'
import {
  handed,
  handedOver,
  handingOver,
  process,
  ready,
  toPatient,
} from '../stories/ready-story.ts'
import { finishHandOver } from './finish-hand-over.ts'

const given = story(finishHandOver)

test('a hand-over ends with what was given and what it came to', () =>
  given(...handingOver)
    .when(process, {})
    .thenEvents({ type: 'OrderHandedOver', data: handed }))

test('what was given by its code is told as collected', () => {
  const byCode = { ...toPatient, data: { ...toPatient.data, by: 'code' } }
  given(...ready, byCode)
    .when(process, {})
    .thenEvents({ type: 'OrderCollected', data: handed })
})

test('it ends once, and not before it began', () => {
  given(...handedOver)
    .when(process, {})
    .thenRefused('handed-over')
  given(...ready)
    .when(process, {})
    .thenRefused('ready')
})

test('what was left out stays here, with the reason, and is not in what it came to', () => {
  const stayed = { item: tape, quantity: 2, code: 'recalled-lot', lot: 'A1', amount: 1990 } as const
  given(...handingOver)
    .when(process, { leftOut: [stayed] })
    .thenEvents(
      { type: 'OrderLineLeftOut', data: { ...stayed, name: 'Tape, 5 m' } },
      {
        type: 'OrderHandedOver',
        data: { lines: handed.lines.filter(({ item }) => item !== tape), total: 8500 },
      },
    )
})
