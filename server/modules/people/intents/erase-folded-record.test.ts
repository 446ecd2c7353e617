import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { ada, registered } from '../person-story.ts'
import { eraseFoldedRecord } from './erase-folded-record.ts'

const system = { id: 'system:erasure', role: 'system', onBehalfOf: ada.id }
const because = 'asked' as const

test('a record that was folded into another one goes with it', () =>
  story(eraseFoldedRecord)(registered, {
    type: 'RecordsMerged',
    data: { into: storyId(2), because: 'Same passport' },
  })
    .when(system, { because })
    .thenEvents({ type: 'PersonErased', data: { because, folded: [] } }))

test('no other record does', () =>
  story(eraseFoldedRecord)(registered).when(system, { because }).thenRefused('not-folded'))
