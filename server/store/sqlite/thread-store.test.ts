import { deepEqual, equal, ok } from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Envelope } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import {
  addCoins,
  askSale,
  faultsOfLog,
  idsFrom,
  migrationsFolder,
  newFolder,
  setBell,
  stoppedClock,
  typesOf,
} from '../contract/toy-clinic.ts'
import { modules } from '../contract/toy-modules.ts'
import { openWriter, PlainError } from './connection.ts'
import { databaseName } from './local-store.ts'
import { machineRandom } from './random.ts'
import { openThreadStore, type ThreadSettings } from './thread-store.ts'

async function openStore(context: TestContext, changes: Partial<ThreadSettings> = {}) {
  const clock = stoppedClock()
  const fatal = Promise.withResolvers<string>()
  const folder = changes.folder ?? newFolder()
  const store = await openThreadStore({
    folder,
    registry: register(modules),
    modules: new URL('../contract/toy-modules.ts', import.meta.url).href,
    migrations: migrationsFolder,
    clock,
    random: machineRandom(),
    onFatal: fatal.resolve,
    ...changes,
  })
  context.after(() => store.close())
  return { store, clock, folder, fatal: fatal.promise, id: idsFrom(1) }
}

test('the process gives up when its writer dies three times within a minute', async (context) => {
  const { store, fatal, id } = await openStore(context)
  for (const _ of [1, 2]) {
    await store.killWriter()
    for (;;) {
      const submission = await store.submit(addCoins(id(), storyId(50), 5))
      if (submission.kind === 'accepted') break
      equal(submission.kind, 'unavailable')
      await new Promise(setImmediate)
    }
  }
  await store.killWriter()
  equal(await fatal, 'The writer ended three times within a minute.')
  const submission = await store.submit(addCoins(id(), storyId(50), 5))
  equal(submission.kind, 'unavailable')
})

test('a command that was in the writer’s hands when it died is told truly', async (context) => {
  const { store, id } = await openStore(context, { deathsMax: 100 })
  for (let deaths = 0; deaths < 5; deaths += 1) {
    const commands = Array.from({ length: 50 }, () => addCoins(id(), storyId(50), 14))
    const submissions = commands.map((command) => store.submit(command))
    await store.killWriter()
    // The second death comes while a third writer is being started.
    if (deaths === 2) await store.killWriter()
    const answers = await Promise.all(submissions)
    for (const [index, answer] of answers.entries()) {
      const found = await store.command(commands[index]?.id ?? '')
      equal(answer.kind === 'accepted', found !== undefined)
    }
    while (!store.isReady()) await new Promise(setImmediate)
  }
})

test('one command more than may wait is refused before anything of it is stored', async (context) => {
  const { store, id } = await openStore(context, { queueMax: 10 })
  const commands = Array.from({ length: 12 }, () => addCoins(id(), storyId(50), 14))
  const answers = await Promise.all(commands.map((command) => store.submit(command)))
  const kinds = answers.map(({ kind }) => kind)
  deepEqual(kinds.slice(10), ['busy', 'busy'])
  equal((await store.rehearse(addCoins(id(), storyId(50), 14))).kind, 'events')
  equal(await store.command(commands[11]?.id ?? ''), undefined)
  equal((await store.stream(`purse-${storyId(50)}`)).length, 10)
})

test('a writer that cannot start says so in its own plain words', async (context) => {
  const { store, folder, id } = await openStore(context)
  await store.submit(addCoins(id(), storyId(50), 5))
  await store.close()
  const db = openWriter(join(folder, databaseName))
  db.exec(`INSERT INTO event_types (type, version) VALUES ('FromTheFuture', 7)`)
  db.close()
  const refused = await openStore(context, { folder }).catch((error: unknown) => error)
  ok(refused instanceof PlainError)
  ok(refused.message.includes('"FromTheFuture" in version 7'))
})

test('a model is rebuilt while commands go on', async (context) => {
  const { store, id, folder } = await openStore(context)
  await Promise.all(
    Array.from({ length: 150 }, () => store.submit(addCoins(id(), storyId(50), 14))),
  )
  const db = openWriter(join(folder, databaseName))
  db.exec('UPDATE purses_v1 SET free = 0')
  db.close()
  const rebuilding = store.rebuild('purses')
  const during = await Promise.all(
    Array.from({ length: 50 }, () => store.submit(addCoins(id(), storyId(50), 14))),
  )
  ok(during.every(({ kind }) => kind === 'accepted'))
  deepEqual(await rebuilding, { name: 'purses', rows: 1, differed: true })
  deepEqual(await store.query(rows('SELECT free FROM {purses}')), [{ free: 200 * 14 }])
  const unknown = await store.rebuild('no-such-model').catch((error: unknown) => String(error))
  equal(unknown, 'Error: There is no read model called no-such-model')
})

test('a timer fires when the clinic’s clock is set past it', async (context) => {
  const { store, clock, id, folder } = await openStore(context)
  const bell = id()
  await store.submit(setBell(bell, 'noon', storyTime + 30 * 86_400_000))
  const rung = Promise.withResolvers<void>()
  const isRung = (events: readonly Envelope[]) => typesOf(events).includes('BellRung')
  store.onCommit(async () => {
    if (isRung(await store.stream(`bell-${bell}`))) rung.resolve()
  })
  clock.set(storyTime + 31 * 86_400_000, 0)
  store.clockSet()
  await rung.promise
  deepEqual(typesOf(await store.stream(`bell-${bell}`)), ['BellSet', 'BellRung'])
  deepEqual(faultsOfLog(folder), [])
})

test('who waits for a command hears of its end', async (context) => {
  const { store, id } = await openStore(context)
  await store.submit(addCoins(id(), storyId(50), 500))
  const sales = Array.from({ length: 5 }, () => askSale(id(), storyId(50), 1))
  await Promise.all(sales.map((sale) => store.submit(sale)))
  const ends = await Promise.all(sales.map((sale) => store.command(sale.id, 10_000)))
  ok(ends.every((end) => end?.state === 'succeeded'))
})
