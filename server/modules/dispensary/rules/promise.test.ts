import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { storyTime } from '#kernel/story.ts'
import { dayOf, localOf, readLocal } from '#values/local-time.ts'
import { daysAfter, oneWeekdayAfter, oneWorkingDayAfter } from './promise.ts'

// The same cases each time, so that a red run can be repeated.
fc.configureGlobal({ seed: 20_261_124 })

const london = { zone: 'Europe/London', closedDays: ['01-01', '12-25', '12-26'] }

/** The time on a wall of the clinic, one working day after another. */
function promised(local: string, opening = london): string {
  const reading = readLocal(local, opening.zone)
  ok(reading.kind === 'once')
  return localOf(oneWorkingDayAfter(reading.at, opening), opening.zone).local
}

test('what is confirmed on a Monday is promised for Tuesday at the same time', () =>
  equal(promised('2026-11-23T09:52'), '2026-11-24T09:52'))

test('what is confirmed on a Friday or at the weekend is promised for Monday', () => {
  for (const day of ['2026-11-27', '2026-11-28', '2026-11-29'])
    equal(promised(`${day}T09:52`), '2026-11-30T09:52')
})

test('what is confirmed before days on which the clinic is closed is promised for after them', () => {
  equal(promised('2026-12-24T16:00'), '2026-12-28T16:00')
  equal(promised('2028-12-22T16:00'), '2028-12-27T16:00')
  equal(promised('2026-12-31T16:00'), '2027-01-04T16:00')
})

test('it is the clinic’s own day that counts: where it is Monday still, Tuesday comes next', () => {
  const honolulu = { zone: 'Pacific/Honolulu', closedDays: [] }
  equal(promised('2026-11-23T20:00', honolulu), '2026-11-24T20:00')
})

test('over a change of the clocks it is the same time on the wall', () => {
  equal(promised('2026-03-27T09:30'), '2026-03-30T09:30')
  equal(promised('2026-10-23T09:30'), '2026-10-26T09:30')
  // In Cairo the clocks go forward in the night before a Friday: half past midnight is never.
  const cairo = { zone: 'Africa/Cairo', closedDays: [] }
  equal(promised('2026-04-23T00:30', cairo), '2026-04-24T01:30')
})

const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']
const instants = fc.integer({ min: 0, max: 4_102_444_800_000 })
const yearDays = fc.date({
  min: new Date('2028-01-01'),
  max: new Date('2028-12-31'),
  noInvalidDate: true,
})
const openings = fc.record({
  zone: fc.constantFrom(...zones),
  closedDays: fc.uniqueArray(
    yearDays.map((one) => one.toISOString().slice(5, 10)),
    { maxLength: 30 },
  ),
})

/** Whether the clinic is open on a day, told by the calendar alone. */
const isOpen = (day: string, closedDays: readonly string[]) =>
  Temporal.PlainDate.from(day).dayOfWeek < 6 && !closedDays.some((one) => day.endsWith(one))

test('in any zone and year it is the first day after, of those on which the clinic is open', () =>
  fc.assert(
    fc.property(instants, openings, (at, opening) => {
      const { zone, closedDays } = opening
      const [begin, end] = [at, oneWorkingDayAfter(at, opening)].map((one) =>
        Temporal.PlainDate.from(dayOf(one, zone)),
      )
      ok(begin && end)
      const days = Array.from({ length: begin.until(end).days }, (_, index) =>
        begin.add({ days: index + 1 }).toString(),
      )
      deepEqual(
        days.filter((day) => isOpen(day, closedDays)),
        [end.toString()],
      )
    }),
  ))

test('it is at the same time on the wall, unless the clocks leave that out', () =>
  fc.assert(
    fc.property(instants, openings, (at, opening) => {
      const { zone } = opening
      const end = localOf(oneWorkingDayAfter(at, opening), zone).local
      const asked = `${end.slice(0, 10)}${localOf(at, zone).local.slice(10)}`
      equal(end === asked, readLocal(asked, zone).kind !== 'never')
    }),
  ))

test('what is confirmed later is never promised for an earlier day', () =>
  fc.assert(
    fc.property(instants, fc.nat({ max: 14 * 86_400_000 }), openings, (at, later, opening) => {
      const day = (one: number) => dayOf(oneWorkingDayAfter(one, opening), opening.zone)
      ok(day(at) <= day(at + later))
    }),
  ))

test('where the clinic is not known it is the next weekday', () => {
  for (const [day, later] of [
    [0, 1],
    [4, 3],
    [5, 2],
    [6, 1],
  ] as const) {
    const at = daysAfter(storyTime, day)
    equal(oneWeekdayAfter(at), daysAfter(at, later))
  }
})
