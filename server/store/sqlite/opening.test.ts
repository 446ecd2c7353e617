import { deepEqual, equal, match, throws } from 'node:assert/strict'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { toyModule } from '../contract/toy.ts'
import { bellModule } from '../contract/toy-bell.ts'
import { addCoins, askSale } from '../contract/toy-clinic.ts'
import { openShop } from '../contract/toy-shop.ts'
import { openWriter, PlainError } from './connection.ts'
import { databaseName } from './local-store.ts'

/** A closed shop with a few events, whose file is then changed. */
async function closedShop(change: (db: ReturnType<typeof openWriter>) => void = () => undefined) {
  const shop = openShop()
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  await shop.store.submit(askSale(shop.id(), storyId(50), 1))
  shop.store.writer.noteHead(1_000)
  await shop.store.close()
  const db = openWriter(join(shop.folder, databaseName))
  change(db)
  db.close()
  return shop
}

function plain(words: RegExp) {
  return (error: unknown) => {
    match(String(error), words)
    equal(error instanceof PlainError, true)
    return true
  }
}

test('an event type the program does not know is refused by its name, and nothing is changed', async () => {
  const { folder, clock } = await closedShop()
  const open = () => openShop({ folder, clock, modules: [bellModule()] })
  throws(
    open,
    plain(/events "(Coins|Sale)[A-Za-z]+" in version 1, which this program does not know/),
  )
  const shop = openShop({ folder, clock })
  equal((await shop.store.log({ after: 0, limit: 100, category: 'purse' })).length, 2)
})

test('an event version newer than the program’s is refused', async () => {
  const { folder, clock } = await closedShop((db) => {
    db.prepare(`UPDATE event_types SET version = 2 WHERE type = 'CoinsAdded'`).run()
  })
  throws(() => openShop({ folder, clock }), plain(/events "CoinsAdded" in version 2/))
})

test('a log that was cut at its end is refused', async () => {
  const { folder, clock } = await closedShop((db) => {
    db.exec('DROP TRIGGER events_are_never_removed')
    db.exec('DELETE FROM events WHERE position > 10')
  })
  throws(() => openShop({ folder, clock }), plain(/The log ends before event \d+/))
})

test('a log whose end was written anew is refused', async () => {
  const { folder, clock } = await closedShop((db) => {
    db.exec('DROP TRIGGER events_are_never_changed')
    db.exec(`UPDATE events SET hash = x'00' WHERE position = (SELECT max(position) FROM events)`)
  })
  throws(() => openShop({ folder, clock }), plain(/is not the one that was noted/))
})

test('a cut is seen although the machine’s clock went back after the head was noted', async () => {
  const { folder, clock } = await closedShop((db) => {
    db.exec(
      'INSERT INTO head (noted_at, position, hash, clinic_time) SELECT 5000, position, hash, at FROM events WHERE position = 1',
    )
    db.exec('DROP TRIGGER events_are_never_removed')
    db.exec('DELETE FROM events WHERE position > 10')
  })
  throws(() => openShop({ folder, clock }), plain(/The log ends before event/))
})

test('events can be neither changed nor removed', async () => {
  const { folder } = await closedShop()
  const db = openWriter(join(folder, databaseName))
  throws(
    () => db.exec(`UPDATE events SET data = '{}' WHERE position = 1`),
    /events are never changed/,
  )
  throws(() => db.exec('DELETE FROM events WHERE position = 1'), /events are never removed/)
  db.close()
})

test('a damaged master key is refused in plain words', async () => {
  const { folder, clock } = await closedShop()
  writeFileSync(join(folder, 'master.key'), 'short\n')
  throws(() => openShop({ folder, clock }), plain(/master key in .* is damaged/))
})

for (const name of ['master.key', 'keys.sqlite']) {
  test(`a log is not opened without its ${name}, and no new one is made`, async () => {
    const { folder, clock } = await closedShop()
    rmSync(join(folder, name))
    throws(() => openShop({ folder, clock }), plain(/is missing from the data folder/))
    equal(existsSync(join(folder, name)), false)
  })
}

test('only the owner may read the master key', async () => {
  const { folder } = await closedShop()
  equal(statSync(join(folder, 'master.key')).mode & 0o777, 0o600)
  deepEqual(
    readdirSync(folder).filter((file) => file.endsWith('-wal')),
    [],
  )
})

test('two modules may not declare the same name', () => {
  throws(
    () =>
      openShop({
        modules: [
          toyModule,
          {
            ...toyModule,
            name: 'other',
            events: {},
            projections: [],
            intents: toyModule.intents.map((one) => ({ ...one })),
          },
        ],
      }),
    /Two intents are called/,
  )
})
