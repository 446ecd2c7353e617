import assert from 'node:assert/strict'
import { test } from 'node:test'
import { datesIn, wantedBy } from './typed.ts'

const today = '2026-11-23'
const words = (typed: string) =>
  wantedBy(typed, today).map((one) =>
    one.kind === 'word' ? one.begin : one.kind === 'place' ? `at ${one.part}` : one.digits,
  )

test('a birth date is read in any usual form', () => {
  for (const typed of [
    '14.3.1957',
    '14/03/1957',
    '14-3-1957',
    '14 3 1957',
    '1957-03-14',
    '14031957',
    '14. 3. 1957',
  ])
    assert.deepEqual(datesIn(typed, today), ['1957-03-14'], typed)
  assert.deepEqual(datesIn('14.3.57', today), ['1957-03-14'])
  assert.deepEqual(datesIn('1/2/12', today), ['1912-02-01', '2012-02-01'])
  for (const typed of ['31.4.1957', '14.13.1957', '14.3.2057', '14.3.1857', '07700 900142'])
    assert.deepEqual(datesIn(typed, today), [], typed)
})

test('names come in any order, with or without accents', () => {
  assert.deepEqual(words('  SANTOS,  maría '), ['santos', 'maria'])
  assert.deepEqual(words("O'Brien-Müller"), ['obrien', 'muller'])
  assert.deepEqual(words('May Smith'), ['may', 'smith'])
})

test('numbers that follow each other are one number, unless one is a whole date', () => {
  assert.deepEqual(words('santos 07700 900 142'), ['santos', '7700900142'])
  assert.deepEqual(words('+44 (0)7700-900142'), ['447700900142'])
  assert.deepEqual(words('14.3.57 07700 900142'), ['14357', '7700900142'])
  const [date] = wantedBy('14 March 1957', today)
  assert.deepEqual(date?.kind === 'number' && date.dates, ['1957-03-14'])
})

test('an address is a word, a postcode is a place, a number with # a number', () => {
  assert.deepEqual(words('Maria@Example.org'), ['maria@example.org'])
  assert.deepEqual(words('HB1 4QD'), ['at hb1', 'at 4qd'])
  assert.deepEqual(words('#10001'), ['10001'])
  assert.deepEqual(words('   '), [])
})

test('what is far too long is cut, not worked through', () =>
  assert.ok(wantedBy('ab '.repeat(100_000), today).length <= 8))
