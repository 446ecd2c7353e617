import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { likeness } from '#values/name.ts'
import type { ProxyTask } from '../record-events.ts'

/** A proxy: who, what for, and the last day. `proxy` is their record, if they have one here. */
export type ProxyRow = {
  readonly link: string
  readonly proxy: string | null
  readonly name: string
  readonly phone: string
  readonly may: readonly ProxyTask[]
  readonly until: string
}

type Stored = Omit<ProxyRow, 'may'> & { readonly may: string }

/** Who was named to act for a person and has not been ended, also where the last day is over. */
export function proxiesOf(person: string): Query<readonly ProxyRow[]> {
  const found = rows<Stored>(
    `SELECT link, proxy, COALESCE(NULLIF(link.name, ''), one.name, '') AS name,
       COALESCE(NULLIF(link.phone, ''), one.phone, '') AS phone, may, until
       FROM {proxies} AS link LEFT JOIN {people} AS one ON one.id = link.proxy
      WHERE link.person = ? ORDER BY until, link`,
    person,
  )
  return mapQuery(found, (all) =>
    all.map((one) => ({ ...one, may: one.may.split(' ') as ProxyTask[] })),
  )
}

/** The same as choices of a list. */
export function proxyOptions(person: string): Query<readonly Option[]> {
  return mapQuery(proxiesOf(person), (all) =>
    all.map(({ link, name }) => ({ value: link, text: name || 'erased' })),
  )
}

/** How many digits two numbers share at their ends when they are one, with or without a country's code. */
const tellingDigits = 9
const ending = (phone: string) => phone.replaceAll(/\D/g, '').slice(-tellingDigits)
const wordsMax = 6

type Called = { readonly id: string; readonly phone: string }

/** Records of this name and telephone number. Where the family name begins in a name, nobody can say. */
export function peopleCalled(name: string, phone: string): Query<readonly string[]> {
  const words = likeness(name).split(/\s+/).slice(0, wordsMax)
  const splits = words.map((_, at) => [words.slice(0, at + 1), words.slice(at + 1)])
  const found = rows<Called>(
    `SELECT id, phone FROM {people} WHERE phone <> '' AND (${splits.map(() => '(given_like = ? AND family_like = ?)').join(' OR ')})`,
    ...splits.flat().map((part) => part.join(' ')),
  )
  return mapQuery(found, (all) =>
    all.filter((one) => phone !== '' && ending(one.phone) === ending(phone)).map(({ id }) => id),
  )
}
