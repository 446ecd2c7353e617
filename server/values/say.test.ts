import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storyId, storyTime } from '#kernel/story.ts'
import { fill } from '#kernel/words.ts'
import { createSay } from '#values/say.ts'

const names = new Map<string, string | null>([
  [storyId(1), 'Maria Santos'],
  [storyId(2), null],
])
const say = createSay({ zone: 'Europe/London', currency: 'GBP', names: (id) => names.get(id) })

test('amounts, times and people are said as the clinic says them', () => {
  assert.deepEqual(say.money(120_050), { minor: 120_050, currency: 'GBP', text: '£1,200.50' })
  assert.equal(say.money(-2295).text, '−£22.95')
  assert.deepEqual(say.time(storyTime), { iso: '2026-11-23T09:52:00Z', text: '09:52' })
  assert.deepEqual(say.day(storyTime), { iso: '2026-11-23', text: 'Mon 23 Nov' })
  assert.equal(say.moment(storyTime).text, 'Mon 23 Nov, 09:52')
})

test('midnight is 00:00 and summer time is local', () => {
  assert.equal(say.moment(Date.UTC(2026, 6, 1, 23, 0)).text, 'Thu 2 Jul, 00:00')
  assert.equal(say.day(Date.UTC(2026, 6, 1, 23, 0)).iso, '2026-07-02')
})

test('a person unknown, erased or not a person is said so', () => {
  assert.deepEqual(
    [1, 2, 3].map((number) => say.name(storyId(number))),
    ['Maria Santos', 'erased', 'someone'],
  )
  assert.equal(say.name('system:order'), 'Frontdesk')
})

test('sentences are filled with it', () => {
  const words = '{gap:money} short, says {by:name} at {at:time}.'
  assert.equal(
    fill(words, { gap: 320, by: storyId(1), at: storyTime }, say),
    '£3.20 short, says Maria Santos at 09:52.',
  )
})

test('a sum of named parts names them, and what has no names stays a number', () => {
  const words = 'Handed out: {quantity}{lots:counted}.'
  const lots = [
    { lot: 'A1', quantity: 1 },
    { lot: 'A2', quantity: 2 },
  ]
  assert.equal(fill(words, { quantity: 3, lots }, say), 'Handed out: 3 (1 of A1, 2 of A2).')
  const nameless = [{ lot: '', quantity: 3 }]
  assert.equal(fill(words, { quantity: 3, lots: nameless }, say), 'Handed out: 3.')
})
