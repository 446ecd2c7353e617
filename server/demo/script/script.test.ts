import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageOn, dayOf } from '#values/local-time.ts'
import { demoZone, instantOf, isOpenAt, openingHours } from '../calendar.ts'
import { demoMoment } from '../moment.ts'
import { drawsFrom } from '../random.ts'
import { catalogue } from './catalogue.ts'
import { clockworkUntil, firstDay } from './clockwork.ts'
import { remakeKey } from './fulfilment.ts'
import { neighbours } from './neighbours.ts'
import { orderBook } from './order-book.ts'
import { bornOn } from './people.ts'
import { scriptUntil } from './script.ts'
import { deliveriesOf, goneOf } from './shelf.ts'
import { stories } from './stories.ts'

const weekMs = 7 * 24 * 3_600_000
const monday = instantOf('2026-11-23', '09:52')
const staff = ['ada', 'nora', 'sam', 'ines', 'kofi']

test('sixty people, no two with one birthday and a name in common but the two Ruths', () => {
  const people = [...stories, ...neighbours]
  assert.equal(people.length, 60)
  assert.equal(new Set(people.map(({ key }) => key)).size, 60)
  const alike = people.filter((one) =>
    people.some(
      (other) =>
        one !== other &&
        one.birthday === other.birthday &&
        one.age === other.age &&
        (one.given === other.given || one.family === other.family),
    ),
  )
  assert.deepEqual(
    alike.map(({ key }) => key),
    ['ruth-a', 'ruth-e'],
  )
})

test('people are as old as the story says, whatever the day', () => {
  for (const today of ['2026-11-23', '2027-01-04', '2027-12-13']) {
    for (const { age, birthday } of [...stories, ...neighbours]) {
      assert.equal(ageOn(today, bornOn(age, birthday, today)), age)
    }
  }
})

test('the stories’ wallets come to £416.30 and George’s £25.00', () => {
  const paidIn = stories.reduce((sum, { wallet }) => sum + wallet.paidIn, 0)
  assert.equal(paidIn, 41_630 + 2500)
})

test('what is delivered of an item is handed out, or stands on the shelf at the end', () => {
  for (const [index, item] of catalogue.entries()) {
    const delivered = deliveriesOf(item, index).reduce((sum, { quantity }) => sum + quantity, 0)
    const gone = item.stocked ? goneOf(item.code) : 0
    assert.equal(delivered, item.onShelf + gone, item.code)
  }
})

test('orders stand in the book as they were placed', () => {
  const clockwork = clockworkUntil(monday)
  const times = orderBook.map(({ daysBack, time }) => clockwork.at(daysBack, time))
  assert.deepEqual(times.toSorted(), times)
})

test('in an ordinary week, staff work when the clinic is open', () => {
  const deeds = scriptUntil(monday, drawsFrom(1)).filter(({ by }) => staff.includes(by))
  assert.ok(deeds.length > 200)
  for (const { at, by, intent } of deeds) {
    assert.ok(isOpenAt(at), `${intent} by ${by} at ${new Date(at).toISOString()}`)
  }
})

test('in any week of two years, the script keeps to open days and makes things before it needs them', () => {
  for (let wall = monday; wall < monday + 104 * weekMs; wall += weekMs) {
    const moment = demoMoment(wall)
    const deeds = scriptUntil(moment, drawsFrom(1))
    const made = new Set<string>()
    const known = (key: string) => {
      assert.ok(made.has(key), `${key} is needed before it is made, ${dayOf(moment, demoZone)}`)
      return key
    }
    for (const deed of deeds) {
      assert.ok(openingHours(dayOf(deed.at, demoZone)) && deed.at <= moment)
      if (deed.makes) made.add(deed.makes)
      if (deed.intent === 'remake-order') made.add(remakeKey)
      if (deed.on) known(deed.on)
      deed.data(known, (label) => label)
    }
  }
})

test('the script knows no day before its first', () => {
  assert.throws(() => clockworkUntil(monday).at(firstDay + 1, '09:00'), /begins 36 open days/)
})
