import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { asked, closed, maria, nobodys, sam, stuckCase } from '../case-story.ts'
import type { ProcessRow } from '../projections/case-queries.ts'
import { closeCase } from './close-case.ts'

const given = story(closeCase)
const nothing = { facts: { process: undefined } }

const process = (state: ProcessRow['state']): ProcessRow => ({
  id: storyId(1),
  stream: `process.order-${storyId(1)}`,
  name: 'order',
  title: 'Order',
  state,
  endedAs: state === 'ended' ? 'cancelled' : null,
  step: null,
  error: null,
  person: maria.id,
  actor: maria.id,
  command: storyId(8),
  beganAt: storyTime,
  changedAt: storyTime,
})
const about = (state: ProcessRow['state']) => ({ facts: { process: process(state) } })

test('whoever asked is answered when the case closes', () => {
  given(asked).when(sam, { answer: null }, nothing).thenRefused('unanswered', { person: maria.id })
  given(asked)
    .when(sam, { answer: 'On Thursday' }, nothing)
    .thenEvents({ type: 'CaseAnswered', data: { answer: 'On Thursday' } }, closed)
})

test('what was answered before needs no other answer', () =>
  given(asked, { type: 'CaseAnswered', data: { answer: 'On Thursday' } })
    .when(sam, { answer: null }, nothing)
    .thenEvents(closed))

test('a case closes when its process has ended', () => {
  given(stuckCase)
    .when(sam, { answer: null }, about('stuck'))
    .thenRefused('running', { process: 'Order', standing: 'stuck' })
  given(stuckCase)
    .when(sam, { answer: null }, about('running'))
    .thenRefused('running', { process: 'Order', standing: 'under way' })
  given(stuckCase).when(sam, { answer: null }, about('ended')).thenEvents(closed)
})

test('a case about nobody closes without an answer', () => {
  given(nobodys).when(sam, { answer: 'To whom?' }, nothing).thenRefused('nobody-asked')
  given(nobodys).when(sam, { answer: null }, nothing).thenEvents(closed)
})

test('what is closed is not closed twice', () =>
  given(asked, closed).when(sam, { answer: null }, nothing).thenRefused('case-closed'))
