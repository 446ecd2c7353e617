import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  ageOn,
  dayOf,
  endOfDay,
  isDay,
  isZone,
  localOf,
  longDay,
  readLocal,
  startOfDay,
  weekday,
} from '#values/local-time.ts'

// The same cases each time, so that a red run can be repeated.
fc.configureGlobal({ seed: 20_261_123 })

const hour = 3_600_000
const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Kolkata',
]
const instants = fc.integer({ min: 0, max: 4_102_444_800_000 })

test('half past one is never, the night the clocks go forward in London', () => {
  const reading = readLocal('2026-03-29T01:30', 'Europe/London')
  assert.equal(reading.kind, 'never')
})

test('half past one comes twice, the night they go back', () => {
  const reading = readLocal('2026-10-25T01:30', 'Europe/London')
  assert.ok(reading.kind === 'twice')
  assert.equal(reading.second - reading.first, hour)
})

test('days of 23 and 25 hours begin and end at midnight', () => {
  const length = (day: string) => endOfDay(day, 'Europe/London') - startOfDay(day, 'Europe/London')
  assert.deepEqual(['2026-03-29', '2026-10-25', '2026-11-23'].map(length), [
    23 * hour,
    25 * hour,
    24 * hour,
  ])
})

test('every moment is found again from its local time', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
      const minute = at - (at % 60_000)
      const reading = readLocal(localOf(minute, zone).local, zone)
      if (reading.kind === 'once') return reading.at === minute
      return reading.kind === 'twice' && [reading.first, reading.second].includes(minute)
    }),
  )
})

test('every moment lies within its own day, over clock changes too', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
      const day = dayOf(at, zone)
      return startOfDay(day, zone) <= at && at < endOfDay(day, zone)
    }),
  )
})

test('the moment is told with its zone and offset', () => {
  assert.deepEqual(localOf(1_795_427_520_000, 'Europe/London'), {
    local: '2026-11-23T09:52',
    zone: 'Europe/London',
    offset: '+00:00',
  })
})

test('the calendar knows which days there are', () => {
  const found = ['2028-02-29', '2026-02-29', '2026-04-31', '2026-1-1', 'x', '2026-11-23T00:00'].map(
    isDay,
  )
  assert.deepEqual(found, [true, false, false, false, false, false])
})

test('a zone is a place, not an offset', () => {
  const found = ['Europe/London', 'America/New_York', 'UTC+1', '+01:00', 'London', ''].map(isZone)
  assert.deepEqual(found, [true, true, false, false, false, false])
})

test('somebody born on 29 February has a birthday by 1 March', () => {
  assert.equal(ageOn('2026-02-28', '2008-02-29'), 17)
  assert.equal(ageOn('2026-03-01', '2008-02-29'), 18)
})

test('days are counted and written out', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01')
  assert.equal(addMonths('2027-03-31', -13), '2026-02-28')
  assert.equal(longDay('1957-03-14'), '14 March 1957')
  assert.equal(weekday('2026-11-17'), 'Tuesday 17 November')
})
