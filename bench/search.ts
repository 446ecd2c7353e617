// How long a search among 50,000 people takes: as a receptionist types it, over the read model as it is declared.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { documentTable } from '#kernel/document.ts'
import type { Query } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { stored, storyId } from '#kernel/story.ts'
import { peopleModule } from '#modules/people/module.ts'
import { peopleModel } from '#modules/people/projections/people.ts'
import { findPeople, foundCount } from '#modules/people/search/find-people.ts'
import { wantedBy } from '#modules/people/search/typed.ts'
import { type Connection, openWriter, statements, tableNames } from '#store/sqlite/connection.ts'
import { documentTables } from '#store/sqlite/documents.ts'
import { makeTables, tableSql } from '#store/sqlite/read-models.ts'

const given =
  `Maria Aisha Peter Chloe Owen Inês José Zoë Łukasz Søren Fatima Mohammed Grace Daniel Priya Wei Anna Ben Carol
David Ella Frank Georgia Hannah Ivan Julia Kofi Leila Martin Nora Olga Paul Rosa Sam Tomás Ursula Victor Wanda Xavier
Yusuf`.split(/\s+/)
const family =
  `Santos Rahman Brennan Müller O’Brien Nowak García Smith Jones Taylor Brown Williams Wilson Johnson Davies
Patel Khan Ahmed Okafor Mensah Silva Costa Ferreira Ivanov Petrov Kowalski Schmidt Weber Fischer Rossi Bianchi Dubois
Martin Bernard Jensen Hansen Larsen Chen Wang Li`.split(/\s+/)

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T
const two = (number: number) => String(number).padStart(2, '0')

/** The same people each time: enough names that a family name is that of some hundreds. */
function personAt(index: number) {
  const first = pick(given, index * 7)
  const last = `${pick(family, Math.floor(index / 40))}${index % 3 === 0 ? '' : `-${pick(family, index * 13)}`}`
  return {
    given: first,
    family: last,
    dob: `${1920 + (index % 100)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`,
    phone: `+4477${String(10_000_000 + index * 7919).slice(-8)}`,
    email: `person.${index}@example.org`,
    noEmail: '',
    terms: '2026-11',
    guardian: null,
    anotherThan: null,
    anotherBecause: '',
  }
}

/** Fills the read model with generated people, as the log would. */
export function fillPeople(db: Connection, count: number): void {
  const registry = register([peopleModule])
  makeTables(db, peopleModel)
  for (const kind of registry.documents) {
    const name = documentTables(registry).get(kind.tableName) ?? ''
    for (const sql of tableSql(name, name, documentTable(kind))) db.exec(sql)
  }
  const { run } = statements(db, tableNames(registry))
  db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const event = stored(
        { type: 'PersonRegistered', data: personAt(index) },
        { stream: `person-${storyId(index)}` },
      )
      for (const { sql, args } of peopleModel.apply(event)) run(sql, args)
    }
  })()
}

const typed = [
  'maria santos',
  'SANTOS maria',
  'ma sa',
  'm',
  'søren jensen',
  'obrien',
  'garcia jose',
  '1.1.20',
  '1920-01-01 maria',
  '07710 0079',
  '10007919',
  '10042',
  'person.4711@example.org',
  'nobody of that name',
] as const

const tries = 20

/** How long each kind of search took, in ms: the middle and the slowest of some tries, and how many it found. */
export function searchTimes(people: number) {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-search-'))
  const db = openWriter(join(folder, 'search.sqlite'))
  fillPeople(db, people)
  const { all } = statements(db, tableNames(register([peopleModule])))
  const ask = <Answer>(query: Query<Answer>) => query.answer(all(query.sql, query.args))
  const measured = typed.map((words) => {
    let found = 0
    const times = Array.from({ length: tries }, () => {
      const begun = performance.now()
      const wanted = wantedBy(words, '2026-11-23')
      found = ask(foundCount(wanted, 1001))
      ask(findPeople(wanted, 25))
      return performance.now() - begun
    }).sort((a, b) => a - b)
    return { words, found, middle: times[tries / 2] ?? 0, slowest: times.at(-1) ?? 0 }
  })
  db.close()
  rmSync(folder, { recursive: true })
  return measured
}

if (import.meta.main) {
  const begun = performance.now()
  for (const { words, found, middle, slowest } of searchTimes(50_000))
    console.log(
      `${words.padEnd(28)} ${String(found).padStart(5)} found  ${middle.toFixed(1).padStart(6)} ms  at most ${slowest.toFixed(1)} ms`,
    )
  console.log(`in all ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}
