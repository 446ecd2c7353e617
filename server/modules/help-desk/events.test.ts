import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { foldAll } from '#kernel/decider.ts'
import { stored, storyId } from '#kernel/story.ts'
import { helpCase, type OpenedCase } from './deciders/case.ts'
import { caseEvents } from './events.ts'

test('a case from before people could report anything is about what it was about, and nobody waits', () => {
  const before = {
    about: { kind: 'process', stream: `process.order-${storyId(50)}` },
    process: 'order',
    step: 'reserve-stock',
    error: 'No answer',
    tries: 6,
  }
  const data = caseEvents['CaseOpened']?.upcasts?.[1]?.(before) ?? {}
  deepStrictEqual(data, {
    ...before,
    person: null,
    reporter: null,
    title: '',
    what: '',
    reach: '',
  })
  const state = foldAll(helpCase as never, [stored({ type: 'CaseOpened', data })]) as OpenedCase
  deepStrictEqual([state.status, state.isAsked, state.about], ['open', false, before.about])
})
