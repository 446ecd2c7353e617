import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import Database from 'better-sqlite3'
import { PlainError } from '#store/sqlite/connection.ts'
import { databaseName, openReadingSide } from '#store/sqlite/local-store.ts'
import { checksOf } from './all.ts'
import { checkBooks } from './books.ts'
import { checkDataFolder } from './data-folder.ts'
import { registry, sameBytes, thing, triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
const copies = mkdtempSync(join(tmpdir(), 'frontdesk-broken-'))
let copied = 0
after(() => {
  clinic.remove()
  rmSync(copies, { recursive: true })
})

function copy(): string {
  copied += 1
  const folder = join(copies, String(copied))
  cpSync(clinic.folder, folder, { recursive: true })
  return folder
}

/** A copy of the folder in which something was done behind the program's back. */
function tampered(...statements: readonly string[]): string {
  const folder = copy()
  const db = new Database(join(folder, databaseName))
  for (const sql of statements) db.exec(sql)
  db.close()
  return folder
}

async function foundIn(folder: string) {
  const { breaches } = await checkDataFolder(folder, registry)
  return breaches
}

const versionOf = (name: string) => registry.projections.find((one) => one.name === name)?.version
const wallets = `wallets_v${versionOf('wallets')}`

test('a folder as the morning left it has nothing out of place', async () => {
  const { events, checks, breaches } = await checkDataFolder(clinic.folder, registry)
  assert.equal(events, clinic.rows.length)
  assert.deepEqual(breaches, [])
  const proven = new Set(['L0', 'L7', ...checksOf(registry).map(({ id }) => id)])
  assert.deepEqual(new Set(checks.map(({ id }) => id)), proven)
})

test('checking changes nothing in the folder', async () => {
  const folder = copy()
  const before = readFileSync(join(folder, databaseName))
  await checkDataFolder(folder, registry)
  assert.ok(before.equals(readFileSync(join(folder, databaseName))))
})

test('a balance that was changed in a read model is told with its table and row', async () => {
  const folder = tampered(`UPDATE ${wallets} SET available = available + 1`)
  const [breach, ...others] = await foundIn(folder)
  assert.deepEqual(others, [])
  assert.equal(breach?.id, 'L7')
  assert.equal(breach?.position, clinic.rows.length)
  assert.ok(breach?.expected.startsWith(`${wallets} with 1 row with the checksum `))
  assert.ok(breach?.found.endsWith(`first: available at person "${thing('aisha')}"`))
})

test('a row too few and a row too many are told', async () => {
  const fewer = await foundIn(
    tampered(`DELETE FROM processes_v${versionOf('processes')} WHERE name = 'registration'`),
  )
  assert.deepEqual(
    fewer.map(({ id }) => id),
    ['L7'],
  )
  const more = await foundIn(
    tampered(`INSERT INTO item_prices_v${versionOf('items')} VALUES ('zzz', 1, 1)`),
  )
  assert.match(more[0]?.found ?? '', /first: one row more or less at item "zzz", from_at 1$/)
})

test('a read model that stopped, or was never built, is told', async () => {
  const stopped = tampered(`UPDATE checkpoints SET status = 'stopped' WHERE name = 'orders'`)
  const missing = tampered(`DELETE FROM checkpoints WHERE name = 'orders'`)
  for (const folder of [stopped, missing]) {
    assert.deepEqual(
      (await foundIn(folder)).map(({ id }) => id),
      ['L7'],
    )
  }
})

test('what a broken event does to the read models is told at its position', async () => {
  const event = clinic.rows.find(({ type }) => type === 'StockReceived')
  const found = await foundIn(
    tampered(
      'DROP TRIGGER events_are_never_changed',
      `UPDATE events SET data = '{}' WHERE position = ${event?.['position']}`,
    ),
  )
  const models = found.find(({ id }) => id === 'L7')
  assert.equal(models?.position, event?.['position'])
  const chain = found.filter(({ id }) => id === 'L4').map(({ position }) => position)
  assert.deepEqual(chain, [event?.['position']])
})

test('a cut end is told by what the writer noted', async () => {
  const cut = clinic.rows.length - 3
  const found = await foundIn(
    tampered('DROP TRIGGER events_are_never_removed', `DELETE FROM events WHERE position > ${cut}`),
  )
  assert.deepEqual(
    found.filter(({ id }) => id === 'L4').map(({ position }) => position),
    [cut],
  )
})

test('without its keys a folder is told to lack them, and none are made', async () => {
  const folder = copy()
  rmSync(join(folder, 'master.key'))
  const found = await foundIn(folder)
  assert.deepEqual(
    found.map(({ id, found: what }) => [id, what]),
    [['L7', 'no such file']],
  )
  assert.throws(() => readFileSync(join(folder, 'master.key')))
})

test('a folder without data is no folder to check', async () => {
  await assert.rejects(checkDataFolder(copies, registry), PlainError)
})

test('a bit that flipped in an event is told where it flipped', async () => {
  const folder = copy()
  const file = join(folder, databaseName)
  const bytes = readFileSync(file)
  const at = bytes.indexOf('{"account":"card","debit":2500')
  bytes[at + 26] = (bytes[at + 26] ?? 0) ^ 1
  writeFileSync(file, bytes)
  const event = clinic.rows.find(({ type }) => type === 'TopUpRecorded')
  const found = await foundIn(folder)
  const chain = found.filter(({ id }) => id === 'L4')
  assert.deepEqual(
    chain.map(({ position, stream }) => [position, stream]),
    [[event?.['position'], event?.['stream']]],
  )
})

test('wherever a bit flips, the check ends and says what it saw', async () => {
  const folder = copy()
  const file = join(folder, databaseName)
  const whole = readFileSync(file)
  // Free space holds nothing that could be harmed.
  const used = [...whole.keys()].filter((at) => whole[at] !== 0)
  const draw = sameBytes()
  let told = 0
  for (let flip = 0; flip < 60; flip += 1) {
    const drawn = Buffer.from(draw(5))
    const bytes = Buffer.from(whole)
    // The first flips hit the header, which every reader needs.
    const at = flip < 10 ? flip * 7 : (used[drawn.readUInt32BE(0) % used.length] ?? 0)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << ((drawn[4] ?? 0) & 7))
    writeFileSync(file, bytes)
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    if ((await foundIn(folder)).length > 0) told += 1
  }
  // Some of it is left over from what was deleted or moved.
  assert.ok(told >= 30, `${told} of 60 flips were told`)
})

test('the page as of a moment is the fold of what had happened by then', () => {
  const side = openReadingSide(clinic.folder, registry, sameBytes())
  const times = clinic.rows.map(({ at }) => Number(at))
  for (const time of new Set(times.flatMap((at) => [at - 1, at, at + 1]))) {
    assert.equal(side.reader.positionAt(time), times.filter((at) => at <= time).length)
  }
  side.close()
})

test('a page can say how the last look through the books went', async () => {
  const side = openReadingSide(clinic.folder, registry, sameBytes())
  const source = {
    query: async <Answer>(query: Parameters<typeof side.reader.ask<Answer>>[0]) =>
      side.reader.ask(query),
  }
  const checked = await checkBooks(source, registry, () => 1_000)
  assert.deepEqual(checked, { events: clinic.rows.length, breaches: 0, at: 1_000 })
  side.close()
})
