import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import { ada, nora, registered } from '../person-story.ts'
import { approvePersonRequest } from './approve-person-request.ts'
import { declinePersonRequest } from './decline-person-request.ts'
import { eraseFoldedRecord } from './erase-folded-record.ts'
import { erasePerson } from './erase-person.ts'

const settled = {
  wallet: undefined,
  running: [],
  clinic,
  wards: [],
  folded: [],
  lastCare: undefined,
}
const ask = { because: 'asked' as const }
const yearMs = 365.25 * 24 * 3_600_000
const request = storyId(41)
const requested = {
  type: 'ApprovalRequested',
  data: {
    request,
    intent: 'erase-person',
    form: ask,
    what: 'Erase a person',
    amount: 0,
    beneficiary: null,
    reason: 'They asked for it',
  },
}
// Stored events of these stories are by storyId(9).
const asker = { ...ada, id: storyId(9) }

test('a manager asks, and nobody is erased yet', () =>
  story(erasePerson)(registered)
    .when(nora, ask, { facts: settled })
    .thenEvents({
      type: 'ApprovalRequested',
      data: { ...requested.data, request: 'derived-erasure' },
    }))

test('it is asked for once', () =>
  story(erasePerson)(registered, requested)
    .when(nora, ask, { facts: settled })
    .thenRefused('asked', { by: storyId(9) }))

test('what is open is settled first, and who was cared for is kept for eight years', () => {
  const when = (facts: object) =>
    story(erasePerson)(registered).when(nora, ask, { facts: { ...settled, ...facts } })
  when({ running: ['Order'] }).thenRefused('open-items')
  when({ wards: [storyId(6)] }).thenRefused('wards')
  when({ lastCare: storyTime }).thenRefused('retention', { until: '23 November 2034' })
  when({ lastCare: storyTime - 8.1 * yearMs }).thenEvents({
    type: 'ApprovalRequested',
    data: { ...requested.data, request: 'derived-erasure' },
  })
})

test('an admin who did not ask says yes, and it is done, with what was folded in', () =>
  story(approvePersonRequest)(registered, requested)
    .when(ada, { request }, { facts: { ...settled, folded: [storyId(8)] } })
    .thenEvents(
      { type: 'ApprovalGiven', data: { request } },
      { type: 'PersonErased', data: { because: 'asked', folded: [storyId(8)] } },
    ))

test('nobody approves what they asked for', () =>
  story(approvePersonRequest)(registered, requested)
    .when(asker, { request }, { facts: settled })
    .thenRefused('self', { by: storyId(9) }))

test('what has become open meanwhile stands against it still', () =>
  story(approvePersonRequest)(registered, requested)
    .when(ada, { request }, { facts: { ...settled, running: ['Order'] } })
    .thenRefused('open-items'))

test('a closed record is erased as an open one is', () =>
  story(approvePersonRequest)(
    registered,
    { type: 'RecordClosed', data: { because: 'Moved away' } },
    requested,
  )
    .when(ada, { request }, { facts: settled })
    .thenEvents(
      { type: 'ApprovalGiven', data: { request } },
      { type: 'PersonErased', data: { because: 'asked', folded: [] } },
    ))

test('an admin says no, and nobody is erased', () =>
  story(declinePersonRequest)(registered, requested)
    .when(ada, { request, reason: 'They changed their mind' })
    .thenEvents({ type: 'ApprovalDeclined', data: { request, reason: 'They changed their mind' } }))

test('only a record that was folded into another one goes with it', () => {
  const merged = { type: 'RecordsMerged', data: { into: storyId(2), because: 'Same' } }
  story(eraseFoldedRecord)(registered, merged)
    .when({ id: 'system:erasure', role: 'system', onBehalfOf: ada.id }, ask)
    .thenEvents({ type: 'PersonErased', data: { because: 'asked', folded: [] } })
  story(eraseFoldedRecord)(registered)
    .when({ id: 'system:erasure', role: 'system', onBehalfOf: ada.id }, ask)
    .thenRefused('not-folded')
})
