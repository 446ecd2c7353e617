import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { CommandView } from '#kernel/command.ts'
import { createSay } from '#values/say.ts'
import { pollS, refreshS, stageOf } from '#web/command/stage.ts'
import { csvOf } from '#web/csv.ts'
import { idOfKey, isUuid, referenceOf } from '#web/ids.ts'
import { applied, preferenceOf } from '#web/prefer.ts'
import { bySpecificity } from '#web/site-map.ts'
import { spokenFacts } from '#web/spoken.ts'

test('a cell that a spreadsheet would take for a formula is made harmless', () => {
  const rows = [
    ['Name', 'Sum'],
    ['=1+1', -5],
    ['a "b", c', 2],
    ['@x\n', 0],
  ] as const
  equal(csvOf(rows), '\uFEFFName,Sum\r\n\'=1+1,-5\r\n"a ""b"", c",2\r\n"\'@x\n",0\r\n')
})

test('what a machine prefers is read, and what is not understood passed over', () => {
  deepEqual(preferenceOf('respond-async, wait=100; foo="bar", return=minimal'), {
    waitS: 10,
    respondAsync: true,
  })
  deepEqual(preferenceOf(undefined), { waitS: undefined, respondAsync: false })
  equal(applied({ waitS: 3, respondAsync: true }), 'respond-async, wait=3')
})

test('the same key of the same sender is the same command, of another sender another', () => {
  equal(idOfKey('abc', 'sam'), idOfKey('abc', 'sam'))
  notEqual(idOfKey('abc', 'sam'), idOfKey('abc', 'nora'))
  equal(isUuid(idOfKey('abc', 'sam')), true)
  equal(
    idOfKey('"01900000-0000-7000-8000-000000000001"', 'sam'),
    '01900000-0000-7000-8000-000000000001',
  )
})

test('a reference can be read out on the phone', () => {
  match(
    referenceOf('01900000-0000-7000-8000-0123456789ab'),
    /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
  )
})

test('the longer a command takes, the more seldom its page looks', () => {
  const command = { state: 'in-progress', receivedAt: 0 } as CommandView
  const ages = [0, 5_000, 20_000, 45_000, 90_000, 130_000]
  deepEqual(
    ages.map((age) => stageOf(command, age)),
    ['fresh', 'working', 'slow', 'slow', 'late', 'over'],
  )
  deepEqual(
    ages.map((age) => pollS(command, age)),
    [1, 1, 3, 5, 15, undefined],
  )
  deepEqual(
    ages.map((age) => refreshS(command, age)),
    [2, 2, 5, 10, 20, undefined],
  )
  equal(stageOf({ ...command, state: 'succeeded' }, 5_000), 'final')
})

test('what is written out comes before what may be anything', () => {
  const paths = [
    '/orders/:id/events',
    '/orders/:id',
    '/orders/place-order',
    '/',
    '/:any',
    '/orders',
  ]
  deepEqual([...paths].sort(bySpecificity), [
    '/',
    '/orders',
    '/orders/place-order',
    '/orders/:id',
    '/orders/:id/events',
    '/:any',
  ])
})

test('facts that words call money or a moment are said so to machines', () => {
  const say = createSay({ zone: 'Europe/London', currency: 'GBP', names: () => undefined })
  deepEqual(
    spokenFacts('{gap:money} short at {at:moment}, {left}', { gap: 320, at: 0, left: 2 }, say),
    {
      gap: { minor: 320, currency: 'GBP', text: '£3.20' },
      at: { iso: '1970-01-01T00:00:00Z', text: 'Thu 1 Jan, 01:00' },
      left: 2,
    },
  )
})
