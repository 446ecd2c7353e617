import { deepEqual, throws } from 'node:assert/strict'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import type { Query } from '#kernel/query.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'
import { postingsOf, sumsOf } from '../ledger-queries.ts'
import { toppedUp } from '../wallet-story.ts'
import { ledgerModel } from './ledger.ts'

const dayMs = 86_400_000
const types: Readonly<Record<string, string>> = { text: 'TEXT', integer: 'INTEGER' }
const database = new Database(':memory:')
for (const [name, { columns, key, indexes = [] }] of Object.entries(ledgerModel.tables)) {
  const parts = Object.entries(columns).map(([column, type]) => `${column} ${types[type]}`)
  database.exec(`CREATE TABLE ${name} (${parts.join(', ')}, PRIMARY KEY (${key.join(', ')}))`)
  for (const index of indexes)
    database.exec(`CREATE INDEX ${name}_${index[0]} ON ${name} (${index})`)
}
const sqlOf = ({ sql }: { readonly sql: string }) => sql.replaceAll(/\{(\w+)\}/g, '$1')

/** How the rows of the postings are found, step by step. */
function plan(query: Query<unknown>): readonly string[] {
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${sqlOf(query)}`).all(...query.args)
  return (steps as { readonly detail: string }[])
    .map(({ detail }) => detail)
    .filter((detail) => detail.includes('postings'))
}

const person = storyId(1)
const narrowings = [
  { account: 'cash' },
  { person },
  { person, account: 'cash' },
  { from: storyTime, to: storyTime + dayMs },
  { account: 'cash', from: storyTime, to: storyTime + dayMs },
] as const

test('no page of the books and no sum reads all postings, however they are narrowed', () => {
  const mark = { position: 7, line: 1, way: 'on' } as const
  const queries = narrowings.flatMap((one) => [
    postingsOf(one, undefined, 50),
    postingsOf(one, mark, 50),
    postingsOf(one, { ...mark, way: 'back' }, 50),
    sumsOf(one),
  ])
  const slow = queries.flatMap(plan).filter((step) => step.includes('SCAN'))
  deepEqual(slow, [])
  // Without narrowing they are read in the order of their key, and no further than the page goes.
  deepEqual(
    plan(postingsOf({}, undefined, 50)).filter((step) => step.includes('TEMP')),
    [],
  )
})

test('movements that do not balance are not written, whoever decided them', () => {
  const event = stored(toppedUp(500))
  const [debit, credit] = (toppedUp(500).data as { postings: readonly object[] }).postings
  const wrong = [
    [debit],
    [],
    [debit, { ...credit, credit: 499 }],
    [{ ...debit, debit: -500 }, credit],
  ]
  for (const postings of wrong) {
    throws(
      () => ledgerModel.apply({ ...event, data: { ...event.data, postings } }),
      /do not balance/,
    )
  }
})
