import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, localOf } from '#values/local-time.ts'
import { demoZone, instantOf, isOpenAt, openDaysUntil, openingHours } from './calendar.ts'
import { demoMoment } from './moment.ts'

const hourMs = 3_600_000
const newYear = Date.UTC(2026, 0, 1)

function momentOn(day: string, time: string): string {
  return localOf(demoMoment(instantOf(day, time)), demoZone).local
}

test('whenever in two years it is started, the demo begins at 09:52 on an open Monday', () => {
  for (let wall = newYear; wall < newYear + 730 * 24 * hourMs; wall += 7 * hourMs) {
    const moment = demoMoment(wall)
    const day = dayOf(moment, demoZone)
    assert.equal(localOf(moment, demoZone).local, `${day}T09:52`)
    assert.equal(Temporal.PlainDate.from(day).dayOfWeek, 1)
    assert.ok(openingHours(day), `${day} is a day on which the clinic is closed`)
    assert.ok(moment <= wall && wall - moment < 14 * 24 * hourMs)
  }
})

test('the Monday is the one of this week, once it is 09:52 there', () => {
  assert.equal(momentOn('2026-11-23', '09:52'), '2026-11-23T09:52')
  assert.equal(momentOn('2026-11-23', '09:51'), '2026-11-16T09:52')
  assert.equal(momentOn('2026-11-29', '23:59'), '2026-11-23T09:52')
})

test('a Monday in summer time is 09:52 on the clinic’s wall all the same', () => {
  assert.equal(demoMoment(Date.UTC(2026, 9, 25)), Date.UTC(2026, 9, 19, 8, 52))
  assert.equal(demoMoment(Date.UTC(2026, 9, 30)), Date.UTC(2026, 9, 26, 9, 52))
})

test('a Monday on which the clinic is closed is passed over', () => {
  assert.equal(momentOn('2028-12-27', '12:00'), '2028-12-18T09:52')
  assert.equal(momentOn('2029-01-02', '12:00'), '2028-12-18T09:52')
})

test('open days leave Sundays and holidays out', () => {
  assert.deepEqual(openDaysUntil('2026-12-28', 4), [
    '2026-12-28',
    '2026-12-24',
    '2026-12-23',
    '2026-12-22',
  ])
})

test('the clinic is open until one on Saturdays', () => {
  assert.equal(isOpenAt(instantOf('2026-11-21', '12:59')), true)
  assert.equal(isOpenAt(instantOf('2026-11-21', '13:00')), false)
  assert.equal(isOpenAt(instantOf('2026-11-20', '18:29')), true)
  assert.equal(isOpenAt(instantOf('2026-11-22', '10:00')), false)
})
