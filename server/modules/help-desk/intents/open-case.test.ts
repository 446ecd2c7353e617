import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { openCase } from './open-case.ts'

const system = { id: 'system:case-opening', role: 'system', onBehalfOf: storyId(40) }
const stuck = {
  about: { kind: 'process', stream: `process.order-${storyId(50)}` },
  process: 'order',
  step: 'reserve-stock',
  error: 'The shelf did not answer',
  tries: 5,
} as const
const given = story(openCase)

test('what is stuck has a case that says where and why', () =>
  given().when(system, stuck).thenEvents({ type: 'CaseOpened', data: stuck }))

test('one thing has one case, however often it gets stuck', () =>
  given({ type: 'CaseOpened', data: stuck })
    .when(system, { ...stuck, tries: 10 })
    .thenEvents())
