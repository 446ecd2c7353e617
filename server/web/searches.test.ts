import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { createRecentlySeen } from '#web/recently-seen.ts'
import { createSearches } from '#web/searches.ts'

const minute = 60_000

test('a search is its own session’s, for half an hour', () => {
  const searches = createSearches()
  const id = searches.keep('sam', 'maria', 0)
  equal(searches.wordsOf(id, 'sam', 29 * minute), 'maria')
  equal(searches.wordsOf(id, 'nora', 1), undefined)
  equal(searches.wordsOf('another', 'sam', 1), undefined)
  equal(searches.wordsOf(id, 'sam', 30 * minute), undefined)
})

test('with too many searches the oldest is forgotten first', () => {
  const searches = createSearches()
  const first = searches.keep('sam', 'maria', 0)
  const others = Array.from({ length: 5_000 }, (_, at) => searches.keep('sam', `${at}`, 1))
  equal(searches.wordsOf(first, 'sam', 2), undefined)
  equal(searches.wordsOf(others[0] ?? '', 'sam', 2), '0')
})

test('whom a session saw last comes first, once, and eight are kept', () => {
  const seen = createRecentlySeen()
  for (const one of ['a', 'b', 'c', 'a']) seen.saw('sam', one)
  deepEqual(seen.by('sam'), ['a', 'c', 'b'])
  deepEqual(seen.by('nora'), [])
  for (let at = 0; at < 9; at += 1) seen.saw('sam', `${at}`)
  deepEqual(seen.by('sam'), ['8', '7', '6', '5', '4', '3', '2', '1'])
})
