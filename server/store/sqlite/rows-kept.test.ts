import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Envelope } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { toyModule } from '../contract/toy.ts'
import { keepRows } from './rows-kept.ts'

const registry = register([toyModule])
const event = (type: string) => ({ type }) as Envelope

/** How often this is really read when it is asked for the first time, again, and after a commit. */
function readings(sql: string, events: readonly Envelope[] | undefined, found = 1): number {
  const kept = keepRows(registry)
  let count = 0
  const ask = () =>
    kept.rowsOf(rows(sql, 'a'), () => {
      count += 1
      return Array.from({ length: found }, () => ({ coins: count }))
    })
  ask()
  ask()
  kept.committed(events)
  ask()
  return count
}

const ofPurses = 'SELECT coins FROM {purses} WHERE id = ?'

test('what was read of a model is good until something happened that it is folded from', () => {
  equal(readings(ofPurses, [event('SaleAsked')]), 1)
  equal(readings(ofPurses, [event('CoinsAdded')]), 2)
  equal(readings(ofPurses, undefined), 2)
})

test('the log, the commands and long lists are read each time', () => {
  equal(readings('SELECT 1 AS coins FROM events WHERE stream = ?', []), 3)
  equal(readings('SELECT 1 AS coins FROM {purses}, commands WHERE id = ?', []), 3)
  equal(readings('SELECT 1 AS coins FROM {nothing_known} WHERE id = ?', []), 3)
  equal(readings(ofPurses, [], 51), 3)
})

test('two questions that differ in what they ask for have answers of their own', () => {
  const kept = keepRows(registry)
  const ask = (...args: string[]) =>
    kept.rowsOf(rows('SELECT 1 FROM {purses} WHERE a = ? AND b = ?', ...args), () => [
      { args: args.join(' and ') },
    ])
  deepEqual(
    [ask('x\ny', 'z'), ask('x', 'y\nz')].map(([row]) => row?.['args']),
    ['x\ny and z', 'x and y\nz'],
  )
})
