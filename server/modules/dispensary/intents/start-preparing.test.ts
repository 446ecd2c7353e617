import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { confirmed, dara, handedOver, kofi, ready, started } from '../stories/ready-story.ts'
import { startPreparing } from './start-preparing.ts'

const given = story(startPreparing)

test('a dispenser takes a confirmed order', () =>
  given(...confirmed)
    .when(kofi, {})
    .thenEvents({ type: 'PreparationStarted', data: {} }))

test('whoever comes second hears who has it', () =>
  given(...started)
    .when(dara, {})
    .thenRefused('claimed', { by: kofi.id, since: storyTime }))

test('what is not confirmed, or ready already, is not begun', () => {
  given(...confirmed.slice(0, 2))
    .when(kofi, {})
    .thenRefused('priced')
  given(...ready)
    .when(kofi, {})
    .thenRefused('ready')
  given(...handedOver)
    .when(kofi, {})
    .thenRefused('handed-over')
})
