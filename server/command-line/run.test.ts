import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { registry, sameBytes, triedClinic } from '#checks/tried-clinic.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import { lockFolder } from '#store/sqlite/lock.ts'
import { openThreadStore } from '#store/sqlite/thread-store.ts'
import { clinicClock } from '#worker/clock.ts'
import { listenForControl } from '../control.ts'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const clinic = await triedClinic()
const copies = mkdtempSync(join(tmpdir(), 'frontdesk-command-line-'))
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

function change(folder: string, sql: string): void {
  const db = new Database(join(folder, databaseName))
  db.exec(sql)
  db.close()
}

/** What a person sees who types these words. */
async function typed(...words: string[]) {
  const printed: string[] = []
  const told: string[] = []
  const code = await run(words, {
    root,
    environment: { DATA_DIR: clinic.folder },
    now: () => 1_800_000_000_000,
    random: sameBytes(),
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
  })
  return { code, printed, told }
}

const wallets = `wallets_v${registry.projections.find(({ name }) => name === 'wallets')?.version}`
const spoilt = `UPDATE ${wallets} SET available = available + 1`

test('a clean clinic gets a tick a check and a closing sentence', async () => {
  const { code, printed } = await typed('check')
  assert.equal(code, 0)
  assert.equal(printed.at(-1), `${clinic.rows.length} events, nothing out of place.`)
  assert.equal(printed[0], '✓ L0  The file and the log in it can be read from end to end')
  assert.ok(printed.slice(0, -1).every((line) => line.startsWith('✓ ')))
})

test('what is out of place is told below its check, and the exit code says so', async () => {
  const folder = copy()
  change(folder, spoilt)
  const { code, printed } = await typed('check', '--data', folder)
  assert.equal(code, 1)
  assert.ok(printed.includes('✗ L7  The read models are what the log says'))
  assert.ok(printed.some((line) => line.includes(`: expected ${wallets} with `)))
  assert.equal(printed.at(-1), `${clinic.rows.length} events, 1 thing out of place.`)
})

test('a machine gets the same as JSON', async () => {
  const folder = copy()
  change(folder, spoilt)
  const good = JSON.parse((await typed('check', '--json')).printed.join('\n'))
  assert.deepEqual([good.ok, good.events, good.breaches], [true, clinic.rows.length, []])
  const { code, printed } = await typed('check', '--json', '--data', folder)
  const bad = JSON.parse(printed.join('\n'))
  assert.deepEqual([code, bad.ok, bad.breaches.length, bad.breaches[0].id], [1, false, 1, 'L7'])
})

test('a stopped clinic’s read model is rebuilt here, and then agrees with the log', async () => {
  const folder = copy()
  change(folder, spoilt)
  const { code, printed } = await typed('rebuild', 'wallets', '--data', folder)
  assert.equal(code, 1)
  assert.deepEqual(printed, ['✗ wallets: rebuilt, 9 rows. It had differed from the log.'])
  assert.equal((await typed('check', '--data', folder)).code, 0)
})

test('all read models are rebuilt one after the other', async () => {
  const { code, printed } = await typed('rebuild', 'all', '--data', copy())
  assert.equal(code, 0)
  assert.equal(printed.length, registry.projections.length)
  assert.ok(printed.every((line) => line.endsWith('as it was.')))
})

test('a running server is checked beside its work and rebuilds when asked', async () => {
  const folder = copy()
  change(folder, spoilt)
  const unlock = lockFolder(folder)
  const store = await openThreadStore({
    folder,
    registry,
    modules: pathToFileURL(join(root, 'server', 'modules.ts')).href,
    migrations: join(root, 'migrations'),
    clock: clinicClock(() => 1_800_000_000_000),
    random: sameBytes(),
    onFatal: (sentence) => assert.fail(sentence),
  })
  const control = await listenForControl(folder, { rebuild: (name) => store.rebuild(name) })
  const answers = {
    before: await typed('check', '--data', folder),
    rebuilt: await typed('rebuild', 'all', '--data', folder, '--json'),
    after: await typed('check', '--data', folder),
  }
  await control.close()
  const refused = await typed('rebuild', 'wallets', '--data', folder)
  await store.close()
  unlock()
  assert.deepEqual([answers.before.code, answers.rebuilt.code, answers.after.code], [1, 1, 0])
  const { rebuilt } = JSON.parse(answers.rebuilt.printed.join('\n'))
  const differed = rebuilt.filter((one: { differed: boolean }) => one.differed)
  assert.deepEqual(differed, [{ name: 'wallets', rows: 9, differed: true }])
  assert.equal(refused.code, 2)
  assert.match(refused.told[0] ?? '', /^Frontdesk is running already/)
})

test('wrong use is told with what is right', async () => {
  for (const words of [[], ['chekc'], ['check', '--fast'], ['rebuild'], ['rebuild', 'x']]) {
    const { code, printed, told } = await typed(...words)
    assert.equal(code, 2, words.join(' '))
    assert.deepEqual(printed, [])
    assert.ok(
      told.some((line) => line.startsWith('Usage: frontdesk ')),
      words.join(' '),
    )
  }
})

test('a folder without data is told by name, and none is made', async () => {
  for (const command of [['check'], ['rebuild', 'all']]) {
    const { code, told } = await typed(...command, '--data', copies)
    assert.equal(code, 2)
    assert.match(told[0] ?? '', /^There is no Frontdesk data in /)
  }
})

test('help lists every command, and the version is the package’s', async () => {
  for (const word of ['help', '--help']) {
    const { code, printed } = await typed(word)
    assert.equal(code, 0)
    assert.ok(
      printed.includes('  frontdesk check [--data DIR] [DIR of a module elsewhere …] [--json]'),
    )
  }
  const about = await typed('check', '--help')
  assert.deepEqual(
    [about.code, about.printed[0]],
    [0, 'Usage: frontdesk check [--data DIR] [DIR of a module elsewhere …] [--json]'],
  )
  const version = await typed('--version')
  assert.deepEqual([version.code, version.printed.length], [0, 1])
  assert.match(version.printed[0] ?? '', /^\d+\.\d+\.\d+$/)
})
