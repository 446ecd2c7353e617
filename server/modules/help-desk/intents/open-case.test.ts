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
  person: storyId(2),
  title: '',
} as const
const opened = {
  type: 'CaseOpened',
  data: { ...stuck, reporter: null, what: '', reach: '' },
} as const
const given = story(openCase)

test('what is stuck has a case that says where and why', () =>
  given().when(system, stuck).thenEvents(opened))

test('one thing has one case, however often it gets stuck', () =>
  given(opened)
    .when(system, { ...stuck, tries: 10 })
    .thenEvents())

test('what goes wrong besides processes has a case as well, under the address of its page', () => {
  const failed = {
    about: { kind: 'thing', href: '/backups' },
    process: 'backup',
    step: '',
    error: 'The disk is full',
    tries: 1,
    person: null,
    title: 'The backup of Monday',
  } as const
  given()
    .when(system, failed)
    .thenEvents({ type: 'CaseOpened', data: { ...failed, reporter: null, what: '', reach: '' } })
})
