// Every stream of the log is a resource: whatever was written down can be read, by those who may.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Database from 'better-sqlite3'
import { fireTimer } from '#kernel/command.ts'
import { register } from '#kernel/registry.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import { createSiteMap, type SiteMap } from '#web/site-map.ts'
import { modules } from '../../server/modules.ts'
import { type Clinic, openClinic } from '../serve.ts'
import { type Machine, pick, takeSeat } from './machine.ts'

/** A stream as the file holds it; `people` are those whose it is or who asked for it. */
type Written = {
  readonly id: string
  readonly category: string
  readonly version: number
  readonly people: readonly string[]
}

type Told = { readonly version: number; readonly type: string; readonly words: string }

const ofACategory = 12

let clinic: Clinic
let map: SiteMap
let nora: Machine
let peter: Machine
let written: ReadonlyMap<string, readonly Written[]>

before(async () => {
  clinic = await openClinic()
  map = createSiteMap(register(modules))
  nora = await takeSeat(clinic.url, 'nora')
  peter = await takeSeat(clinic.url, 'peter')
  written = sampled(streamsIn(join(clinic.folder, databaseName)))
})
after(() => clinic.stop())

function streamsIn(file: string): readonly Written[] {
  const db = new Database(file, { readonly: true })
  const found = db
    .prepare(
      `SELECT e.stream AS id, e.category, count(*) AS version, max(own.person) AS person,
         max(command.actor) AS actor, max(command.on_behalf_of) AS behalf, max(target.person) AS about
       FROM events e LEFT JOIN streams own ON own.id = e.stream
         LEFT JOIN commands command ON e.stream = 'command-' || command.id
         LEFT JOIN streams target ON target.id = command.target
       GROUP BY e.stream, e.category ORDER BY min(e.position)`,
    )
    .all() as (Omit<Written, 'people'> & Record<'person' | 'actor' | 'behalf' | 'about', string>)[]
  db.close()
  return found.map(({ id, category, version, person, actor, behalf, about }) => ({
    id,
    category,
    version,
    people: [person, actor, behalf, about].filter((one) => one !== null),
  }))
}

/** Some of each category, from the first to the last. */
function sampled(all: readonly Written[]): ReadonlyMap<string, readonly Written[]> {
  const byCategory = Map.groupBy(all, ({ category }) => category)
  return new Map(
    [...byCategory].map(([category, streams]) => {
      const every = Math.ceil(streams.length / ofACategory)
      return [category, streams.filter((_, index) => index % every === 0)]
    }),
  )
}

/** One command of each intent that the demo's history holds. */
function oneOfEachIntent(file: string): readonly { intent: string; id: string }[] {
  const db = new Database(file, { readonly: true })
  const found = db
    .prepare('SELECT intent, min(id) AS id FROM commands GROUP BY intent ORDER BY intent')
    .all() as { intent: string; id: string }[]
  db.close()
  return found
}

const eventsAt = (id: string) => map.below(id, 'events') ?? `${id} has no address`

/** A stream read by a machine, page after page. */
async function read(id: string): Promise<readonly Told[]> {
  const found: Told[] = []
  for (let next: unknown = eventsAt(id); typeof next === 'string'; ) {
    const { status, body } = await nora.ask(next)
    assert.equal(status, 200, next)
    assert.equal(pick(body, 'stream'), id)
    found.push(...(pick(body, '_embedded', 'events') as readonly Told[]))
    next = pick(body, '_links', 'next', 'href')
  }
  return found
}

test('the demo has streams of every kind', () => {
  const kinds = [...written.keys()]
  for (const kind of ['clinic', 'staff', 'person', 'wallet', 'item', 'order', 'case', 'command'])
    assert.ok(kinds.includes(kind), kind)
  assert.ok(kinds.filter((kind) => kind.startsWith('process.')).length > 2, kinds.join())
})

test('a manager reads every stream without a gap, as data and as a page', async () => {
  for (const { id, version } of [...written.values()].flat()) {
    const events = await read(id)
    const versions = Array.from({ length: version }, (_, index) => index + 1)
    assert.deepEqual(
      events.map((event) => event.version),
      versions,
      id,
    )
    assert.ok(
      events.every(({ words }) => words.length > 3),
      id,
    )
    const page = await nora.ask(eventsAt(id), { accept: 'text/html' })
    assert.equal(page.status, 200, id)
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/)
    assert.ok(page.text.includes(events.at(-1)?.type ?? '?'), id)
  }
})

test('a manager sees what became of every kind of command, also of what nobody sent', async () => {
  const commands = oneOfEachIntent(join(clinic.folder, databaseName))
  assert.ok(commands.some(({ intent }) => intent === fireTimer))
  for (const { intent, id } of commands) {
    const machine = await nora.ask(`/commands/${id}`)
    // What is another's matter, such as a mail that only its reader asked for, is not shown to her.
    if (machine.status === 404) continue
    assert.equal(machine.status, 200, intent)
    for (const address of [`/commands/${id}`, `/commands/${id}/events`]) {
      const page = await nora.ask(address, { accept: 'text/html' })
      assert.equal(page.status, 200, `${intent} at ${address}`)
    }
  }
})

test('every thing’s page leads to its events', async () => {
  for (const streams of written.values()) {
    for (const { id } of streams.slice(0, 2)) {
      const { body } = await nora.ask(map.href(id) ?? id)
      assert.equal(pick(body, '_links', 'events', 'href'), eventsAt(id), id)
    }
  }
})

test('what is another’s has no events for a patient, and the rest has them as it has a page', async () => {
  for (const { id, people } of [...written.values()].flat()) {
    const { status } = await peter.ask(eventsAt(id))
    const page = await peter.ask(map.href(id) ?? id)
    assert.equal(status, page.status, id)
    if (people.length > 0 && !people.includes(peter.actor)) assert.equal(status, 404, id)
  }
})
