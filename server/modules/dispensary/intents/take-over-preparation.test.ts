import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { confirmed, dara, kofi, started } from '../stories/ready-story.ts'
import { takeOverPreparation } from './take-over-preparation.ts'

const given = story(takeOverPreparation)
const why = { reason: 'Kofi is at lunch' }

test('a colleague takes an order over and says why', () =>
  given(...started)
    .when(dara, why)
    .thenEvents({ type: 'PreparationTakenOver', data: why }))

test('one’s own order need not be taken over, nor what nobody prepares', () => {
  given(...started)
    .when(kofi, why)
    .thenRefused('yours')
  given(...confirmed)
    .when(dara, why)
    .thenRefused('confirmed')
})
