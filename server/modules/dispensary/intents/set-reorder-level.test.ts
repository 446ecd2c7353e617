import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { tapeAdded } from '../stories/item-story.ts'
import { setReorderLevel } from './set-reorder-level.ts'

const kofi = { id: storyId(43), role: 'dispenser', onBehalfOf: null }
const given = story(setReorderLevel)

test('the dispenser says when tape is to be reordered', () =>
  given(tapeAdded)
    .when(kofi, { level: 12 })
    .thenEvents({ type: 'ReorderLevelSet', data: { level: 12, was: 8 } }))

test('the level that stands already is not set again', () =>
  given(tapeAdded, { type: 'ReorderLevelSet', data: { level: 12, was: 8 } })
    .when(kofi, { level: 12 })
    .thenRefused('same', { name: 'Tape, 5 m', level: 12 }))

test('what is withdrawn is not reordered', () =>
  given(tapeAdded, { type: 'ItemWithdrawn', data: { reason: 'The supplier stopped making it' } })
    .when(kofi, { level: 12 })
    .thenRefused('withdrawn', { name: 'Tape, 5 m' }))

test('what is made to order has no level', () =>
  given({ ...tapeAdded, data: { ...tapeAdded.data, stocked: false } })
    .when(kofi, { level: 12 })
    .thenRefused('made-to-order', { name: 'Tape, 5 m' }))
