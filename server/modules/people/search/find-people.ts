import { mapQuery, type Query, row, rows, type Value } from '#kernel/query.ts'
import type { Wanted } from './typed.ts'

/** Somebody who was found; `number` is the record's, `status` how it stands, as the record tells. */
export type FoundPerson = {
  readonly id: string
  readonly number: number
  readonly status: string
  readonly given: string
  readonly family: string
  readonly name: string
  readonly dob: string
  readonly phone: string
  readonly email: string
  readonly guardian: string | null
}

type Condition = { readonly sql: string; readonly args: readonly Value[] }

// After every letter that a word can go on with.
const after = (begin: string) => `${begin}\u{10ffff}`
const beginning = (begin: string): Condition => ({
  sql: 'p.id IN (SELECT person FROM {people_words} WHERE word >= ? AND word < ?)',
  args: [begin, after(begin)],
})
const inPlace = (part: string): Condition => ({
  sql: `p.id IN (SELECT person FROM {contact_details} WHERE postcode_like LIKE '%' || ? || '%')`,
  args: [part],
})

const present = 'COALESCE((SELECT phone FROM {contact_details} WHERE person = p.id), p.phone)'
const phoneEndsLike = `(${present} LIKE '%' || ? || '%'
  OR p.id IN (SELECT person FROM {contact_details} WHERE other_phone LIKE '%' || ? || '%'))`
/** Fewer digits than these are in everybody's number. */
const phoneDigits = 4

/** A number may be a birth date, a year of birth, a telephone number or a record's: whatever fits is found. */
function numbered({ dates, year, digits }: Extract<Wanted, { kind: 'number' }>): Condition {
  // A whole date is nothing else.
  if (dates.length > 0) return { sql: `p.dob IN (${dates.map(() => '?').join()})`, args: dates }
  const any: Condition[] = [{ sql: 'p.number = ?', args: [Number(digits.slice(0, 9))] }]
  if (year !== undefined)
    any.push({ sql: 'p.dob BETWEEN ? AND ?', args: [`${year}-01-01`, `${year}-12-31`] })
  if (digits.length >= phoneDigits) any.push({ sql: phoneEndsLike, args: [digits, digits] })
  return {
    sql: `(${any.map(({ sql }) => sql).join(' OR ')})`,
    args: any.flatMap(({ args }) => args),
  }
}

function conditionOf(wanted: Wanted): Condition {
  if (wanted.kind === 'word') return beginning(wanted.begin)
  return wanted.kind === 'place' ? inPlace(wanted.part) : numbered(wanted)
}

function whereOf(wanted: readonly Wanted[]): Condition {
  const all = wanted.map(conditionOf)
  const sql = ["p.status IN ('open', 'closed')", ...all.map((one) => one.sql)].join(' AND ')
  return { sql, args: all.flatMap(({ args }) => args) }
}

// Whole words before words that only begin so; with a letter or two nearly everybody would have to be ranked.
function orderOf(wanted: readonly Wanted[]): Condition {
  const words = wanted.flatMap((one) => (one.kind === 'word' ? [one.begin] : []))
  const byName = 'p.family_like, p.given_like, p.id'
  if (words.length === 0 || words.every((word) => word.length < 3)) return { sql: byName, args: [] }
  const marks = words.map(() => '?').join()
  return {
    sql: `(SELECT COUNT(DISTINCT word) FROM {people_words} w WHERE w.person = p.id AND w.word IN (${marks})) DESC, ${byName}`,
    args: words,
  }
}

const columns = `p.id, p.number, p.status, p.guardian, COALESCE(p.given, '') AS given, COALESCE(p.family, '') AS family,
  COALESCE(p.name, '') AS name, COALESCE(p.dob, '') AS dob, COALESCE(p.email, '') AS email,
  COALESCE(${present}, '') AS phone`

/** People who have everything that was wanted, the closest first; nobody where nothing was. */
export function findPeople(
  wanted: readonly Wanted[],
  limit: number,
  skip = 0,
): Query<readonly FoundPerson[]> {
  const where = whereOf(wanted)
  const order = orderOf(wanted)
  return rows<FoundPerson>(
    `SELECT ${columns} FROM {people} p WHERE p.merged_into IS NULL AND (${where.sql}) ORDER BY ${order.sql} LIMIT ? OFFSET ?`,
    ...where.args,
    ...order.args,
    wanted.length === 0 ? 0 : limit,
    skip,
  )
}

/** Everybody, by family name, a stretch of them. */
export function listedPeople(limit: number, skip: number): Query<readonly FoundPerson[]> {
  return rows<FoundPerson>(
    `SELECT ${columns} FROM {people} p WHERE p.status IN ('open', 'closed')
       ORDER BY p.family_like, p.given_like, p.id LIMIT ? OFFSET ?`,
    limit,
    skip,
  )
}

/** How many those are, counted up to `most`. */
export function foundCount(wanted: readonly Wanted[], most: number): Query<number> {
  const where = whereOf(wanted)
  const found = row<{ readonly count: number }>(
    `SELECT COUNT(*) AS count FROM (SELECT 1 FROM {people} p WHERE p.merged_into IS NULL AND (${where.sql}) LIMIT ?)`,
    ...where.args,
    wanted.length === 0 ? 0 : most,
  )
  return mapQuery(found, (counted) => Number(counted?.count ?? 0))
}

/** These people, in no order; whoever is not known is left out. */
export function peopleById(ids: readonly string[]): Query<readonly FoundPerson[]> {
  return rows<FoundPerson>(
    `SELECT ${columns} FROM {people} p WHERE p.id IN (${ids.map(() => '?').join()})`,
    ...ids,
  )
}
