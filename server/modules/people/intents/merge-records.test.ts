import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { nora, registered } from '../person-story.ts'
import { mergeRecords } from './merge-records.ts'

const [gone, keep] = [storyId(1), storyId(2)]
const target = `person-${gone}`
const because = 'Same passport'
const settled = {
  wallet: undefined,
  running: [],
  kept: 'open',
  keptRunning: [],
  alike: [keep],
}
const given = story(mergeRecords)(registered)
const when = (facts: object = {}, to = keep) =>
  given.when(nora, { keep: to, because }, { target, facts: { ...settled, ...facts } })
const purse = {
  person: gone,
  available: 0,
  held: 0,
  gift: 0,
  taken: 0,
  paidIn: 0,
  paidOut: 0,
  given: 0,
  status: 'open' as const,
}

test('a record is folded into the other one of the same person', () =>
  when().thenEvents({ type: 'RecordsMerged', data: { into: keep, because } }))

test('two different records are needed, and the one that is kept has to be open', () => {
  when({}, gone).thenRefused('same')
  when({ kept: undefined }).thenRefused('unknown')
  when({ kept: 'closed' }).thenRefused('kept-not-open', { keep })
})

test('what is in progress on either of them comes to its end first', () => {
  when({ running: ['Order'] }).thenRefused('open-items', { what: 'order' })
  when({ keptRunning: ['Order'] }).thenRefused('kept-running', { keep, what: 'order' })
})

test('money is not carried over: the wallet has to be empty', () => {
  when({ wallet: purse }).thenEvents({ type: 'RecordsMerged', data: { into: keep, because } })
  when({ wallet: { ...purse, available: 1_200 } }).thenRefused('balance', { amount: 1_200 })
  when({ wallet: { ...purse, held: 500 } }).thenRefused('held', { amount: 500 })
})

test('a record is folded in once', () =>
  story(mergeRecords)(registered, { type: 'RecordsMerged', data: { into: storyId(9), because } })
    .when(nora, { keep, because }, { target, facts: settled })
    .thenRefused('merged', { into: storyId(9) }))
