import { ageOn } from '#values/local-time.ts'
import { oldList } from './cast.ts'
import { type Clockwork, firstDay } from './clockwork.ts'
import type { Deed } from './deed.ts'
import { type Neighbour, neighbours } from './neighbours.ts'
import { type StoryPerson, stories } from './stories.ts'

type Listed = Neighbour & Partial<Pick<StoryPerson, 'phone' | 'guardian' | 'noEmail'>>

/** The day of birth of somebody who is of an age on a day and has a birthday (MM-DD). */
export function bornOn(age: number, birthday: string, today: string): string {
  const year = Number(today.slice(0, 4)) - age
  const day = `${year}-${birthday}`
  return ageOn(today, day) === age ? day : `${year - 1}-${birthday}`
}

/** A mail address of nobody (RFC 2606). */
function mailOf({ given, family }: Listed): string {
  const plain = `${given}.${family}`.normalize('NFKD').toLowerCase()
  return `${plain.replaceAll(/[^a-z.-]/g, '')}@example.org`
}

/** A telephone number of nobody, from the range kept for drama. */
function neighboursPhone(index: number): string {
  return `07700 ${900700 + index * 3}`
}

function registration(person: Listed, at: number, by: string, today: string): Deed {
  const { key, given, family, age, birthday, guardian, noEmail = null } = person
  const dob = bornOn(age, birthday, today)
  const contact = { phone: person.phone ?? '', email: noEmail ? '' : mailOf(person), noEmail }
  return {
    at,
    by,
    intent: 'register-patient',
    makes: key,
    ends: 'succeeded',
    data: (idOf) => ({
      given,
      family,
      dob,
      ...contact,
      guardian: guardian ? idOf(guardian) : null,
      terms: true,
      anyway: null,
    }),
  }
}

const deskTimes = ['09:05', '10:20', '11:40', '12:15']

/** Registers everybody: most from the old clinic's list on the first day, the others at the desk. */
export function registrations(clockwork: Clockwork): readonly Deed[] {
  const { today, at } = clockwork
  const everybody: readonly Listed[] = [
    ...stories,
    ...neighbours.map((one, index) => ({ ...one, phone: neighboursPhone(index) })),
  ]
  return everybody.map((person, index) => {
    if (person.joined === undefined) {
      return registration(person, at(firstDay, '08:20'), oldList, today)
    }
    const time = deskTimes[index % deskTimes.length] ?? '09:05'
    const by = index % 2 === 0 ? 'sam' : 'ines'
    return registration(person, at(person.joined, time), by, today)
  })
}
