import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchable, searchWords } from '#values/search-words.ts'

test('a name is found however it is typed', () => {
  assert.deepEqual(searchWords('O’Brien'), ['o', 'brien', 'obrien'])
  assert.deepEqual(searchWords('Müller-Lüdenscheidt'), [
    'muller',
    'ludenscheidt',
    'mueller',
    'luedenscheidt',
  ])
  assert.deepEqual(searchWords('van der Berg'), ['van', 'der', 'berg'])
  assert.deepEqual(searchWords(''), [])
})

test('letters that accents do not explain are written plainly', () => {
  assert.equal(searchable('Łukasz Sørensen Groß'), 'lukasz sorensen gross')
  assert.equal(searchable('ЁЛКА'), searchable('елка'))
})
