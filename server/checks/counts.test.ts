import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { itemStream } from '#modules/dispensary/published.ts'
import { countsAreKept } from './counts.ts'
import { foundBy } from './wallet-moves.ts'
import { type Written, writtenLog } from './written-log.ts'

const command = storyId(70)
const own = `command-${command}`
const typed = { lot: 'A', counted: 3, reason: 'Counted again', openCase: false }
const asked: Written = [
  own,
  { type: 'CommandReceived', data: { intent: 'count-stock', target: '', data: typed } },
]
const kept = (counted: number): Written => [
  itemStream(storyId(1)),
  { type: 'StockCounted', data: { lot: 'A', expected: 5, counted, reason: '', short: [] } },
  { command },
]
const done: Written = [own, { type: 'CommandSucceeded', data: { facts: {} } }]
const refused: Written = [own, { type: 'CommandRejected', data: { code: 'why', facts: {} } }]
const found = (...written: readonly Written[]) =>
  foundBy(countsAreKept, writtenLog(...written)).map(({ position }) => position)

test('a count that is kept as it was typed, or refused, is not told', () => {
  deepEqual(found(asked, kept(3), done), [])
  deepEqual(found(asked, refused), [])
})

test('a count that takes nothing away is told, and one that is not kept at all', () => {
  deepEqual(found(asked, kept(5), done), [2])
  deepEqual(found(asked, done), [2])
})
