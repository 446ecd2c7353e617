import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { nora, registered } from '../person-story.ts'
import { reopenRecord } from './reopen-record.ts'

const because = 'They came back'

test('a closed record is opened again', () =>
  story(reopenRecord)(registered, { type: 'RecordClosed', data: { because: 'Moved away' } })
    .when(nora, { because })
    .thenEvents({ type: 'RecordReopened', data: { because } }))

test('an open one needs nothing', () =>
  story(reopenRecord)(registered).when(nora, { because }).thenRefused('open'))
