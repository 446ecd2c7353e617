import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { tapeAdded } from '../stories/item-story.ts'
import { withdrawItem } from './withdraw-item.ts'

const nora = { id: storyId(42), role: 'manager', onBehalfOf: null }
const because = { reason: 'The supplier stopped making it' }
const given = story(withdrawItem)

test('a manager takes an item off sale and says why', () =>
  given(tapeAdded).when(nora, because).thenEvents({ type: 'ItemWithdrawn', data: because }))

test('what is withdrawn is not withdrawn twice', () =>
  given(tapeAdded, { type: 'ItemWithdrawn', data: because })
    .when(nora, because)
    .thenRefused('twice', { name: 'Tape, 5 m' }))

test('what was never in the catalogue cannot be withdrawn', () =>
  given().when(nora, because).thenRefused('no-item'))
