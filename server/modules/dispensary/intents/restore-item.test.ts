import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { tapeAdded } from '../stories/item-story.ts'
import { restoreItem } from './restore-item.ts'

const nora = { id: storyId(42), role: 'manager', onBehalfOf: null }
const because = { reason: 'There is a new supplier' }
const given = story(restoreItem)

test('a withdrawn item is sold again', () =>
  given(tapeAdded, { type: 'ItemWithdrawn', data: because })
    .when(nora, because)
    .thenEvents({ type: 'ItemRestored', data: because }))

test('what is on sale needs no restoring', () =>
  given(tapeAdded).when(nora, because).thenRefused('listed', { name: 'Tape, 5 m' }))

test('what was never in the catalogue cannot be restored', () =>
  given().when(nora, because).thenRefused('no-item'))
