import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { nora, registered } from '../person-story.ts'
import { closeRecord } from './close-record.ts'

const because = 'Moved away'
const settled = { wallet: undefined, running: [], wards: [] }

test('a record on which nothing is open is closed', () =>
  story(closeRecord)(registered)
    .when(nora, { because }, { facts: settled })
    .thenEvents({ type: 'RecordClosed', data: { because } }))

test('what is open is settled first', () => {
  const when = (facts: object) =>
    story(closeRecord)(registered).when(nora, { because }, { facts: { ...settled, ...facts } })
  when({ running: ['Order'] }).thenRefused('open-items', { what: 'order' })
  when({ wards: [storyId(6)] }).thenRefused('wards', { ward: storyId(6) })
})

test('a closed record is not closed again', () =>
  story(closeRecord)(registered, { type: 'RecordClosed', data: { because } })
    .when(nora, { because }, { facts: settled })
    .thenRefused('closed'))
