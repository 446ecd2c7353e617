import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { confirmed, dara, handingOver, kofi, nora, ready, started } from '../stories/ready-story.ts'
import { putBackPreparation } from './put-back-preparation.ts'

const given = story(putBackPreparation)
const why = { reason: 'Somebody else is faster' }
const back = { type: 'PreparationPutBack', data: why } as const

test('whoever prepares an order puts it back, and so does a manager', () => {
  given(...started)
    .when(kofi, why)
    .thenEvents(back)
  given(...started)
    .when(nora, why)
    .thenEvents(back)
})

test('what a colleague prepares is taken over first', () =>
  given(...started)
    .when(dara, why)
    .thenRefused('not-yours'))

test('a ready order is put back on the bench by anybody there, to be picked anew', () =>
  given(...ready)
    .when(dara, why)
    .thenEvents(back))

test('what nobody prepares, or what is being handed over, is not put back', () => {
  given(...confirmed)
    .when(kofi, why)
    .thenRefused('confirmed')
  given(...handingOver)
    .when(kofi, why)
    .thenRefused('handing-over')
})
