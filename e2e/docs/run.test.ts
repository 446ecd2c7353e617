import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Database from 'better-sqlite3'
import { lineCommands } from '../../server/command-line/commands.ts'
import { readSettings } from '../../server/settings.ts'
import { openRealClinic } from '../real-clinic.ts'
import type { Clinic } from '../serve.ts'
import { blocksOf, paper, root } from './markdown.ts'
import { codeIn, tableAfter } from './table.ts'

const run = paper('docs/run.md')
const settings = tableAfter(run, '## Settings')

let real: Clinic
before(async () => {
  real = await openRealClinic()
})
after(() => real?.stop())

test('every setting there is stands in the table, and no other', () => {
  const source = readFileSync(join(root, 'server', 'settings.ts'), 'utf8')
  const schema = /z\.object\(\{([\s\S]*?)\n\}\)/.exec(source)?.[1] ?? ''
  const known = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(({ 1: name }) => name)
  ok(known.length > 0)
  deepEqual(settings.map(([name = '']) => codeIn(name)).toSorted(), known.toSorted())
})

test('what a setting is without being set is what the table says', () => {
  const { port, host, dataFolder, logLevel, demo: seeds } = readSettings({}, '/srv')
  const { lively } = readSettings({ SEED_DEMO: '1' }, '/srv')
  const said = Object.fromEntries(
    settings.map(([name = '', without = '']) => [codeIn(name), codeIn(without)]),
  )
  deepEqual(
    [said['PORT'], said['HOST'], join('/srv', said['DATA_DIR'] ?? ''), said['LOG_LEVEL']],
    [String(port), host, dataFolder, logLevel],
  )
  deepEqual(
    [said['SEED_DEMO'], said['DEMO_LIVELY']],
    [String(Number(seeds)), String(Number(lively))],
  )
})

test('the settings of the first page are among them, with the same words for what holds without', () => {
  const short = tableAfter(paper('README.md'), '## Settings')
  for (const [name, without] of short) {
    const same = settings.some((row) => row[0] === name && row[1] === without)
    ok(same, `${name} is another in docs/run.md`)
  }
})

test('what lies in the data folder of a running server is what the paper names', () => {
  const named = tableAfter(run, '## The data folder').map(([file = '']) => codeIn(file))
  const found = readdirSync(real.folder).map((name) => name.replace(/-(wal|shm)$/, ''))
  deepEqual([...new Set(found)].toSorted(), named.toSorted())
})

test('a backup made as the paper says, beside the running server, opens and has nothing out of place', (context) => {
  const script = blocksOf(run).find(({ text }) => text.includes('VACUUM INTO'))
  const vacuums = [...(script?.text ?? '').matchAll(/sqlite3 data\/(\S+) "VACUUM INTO '(\S+)'"/g)]
  equal(vacuums.length, 3)
  const restored = mkdtempSync(join(tmpdir(), 'frontdesk-restored-'))
  context.after(() => rmSync(restored, { recursive: true, force: true }))
  for (const { 1: file = '' } of vacuums) {
    const db = new Database(join(real.folder, file), { readonly: true })
    db.prepare('VACUUM INTO ?').run(join(restored, file))
    db.close()
  }
  copyFileSync(join(real.folder, 'master.key'), join(restored, 'master.key'))
  const asBackedUp = tableAfter(run, '## The data folder').filter((row) =>
    row[2]?.startsWith('yes'),
  )
  deepEqual(
    readdirSync(restored).toSorted(),
    asBackedUp.map(([file = '']) => codeIn(file)).toSorted(),
  )
  const { status, stdout } = frontdesk('check', '--data', restored)
  match(stdout, /nothing out of place\./)
  equal(status, 0)
})

function frontdesk(...words: string[]) {
  const program = join(root, 'bin', 'frontdesk.mjs')
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })
}

test('every command of the command line that the papers type is there', () => {
  const known = new Set([...lineCommands.map(({ name }) => name), 'help'])
  const typed = [...run.text.matchAll(/^(?:\$ )?npx frontdesk ([a-z-]+)/gm)].map(
    ({ 1: name = '' }) => name,
  )
  ok(typed.length > 0)
  deepEqual(
    typed.filter((name) => !known.has(name)),
    [],
  )
})

test('the sentences that are explained are the ones the program says', () => {
  const sources = globSync('{server,bin}/**/*.{ts,mjs}', { cwd: root }).filter(
    (path) => !path.includes('.test.'),
  )
  const code = sources.map((path) => readFileSync(join(root, path), 'utf8')).join('\n')
  const says = code.replace(/\$\{[^}]*\}/g, '…')
  const explained = tableAfter(run, '## What the sentences mean').map(([sentence = '']) => sentence)
  ok(explained.length > 10)
  deepEqual(
    explained.filter((sentence) => !says.includes(sentence)),
    [],
  )
})

test('the service starts a file that is there, with the program’s own Node', () => {
  const unit = blocksOf(run).find(({ language }) => language === 'ini')?.text ?? ''
  const folder = /^WorkingDirectory=(\S+)$/m.exec(unit)?.[1] ?? ''
  const [node = '', script = ''] = /^ExecStart=(\S+) (\S+)$/m.exec(unit)?.slice(1) ?? []
  ok(existsSync(join(root, node.slice(folder.length))))
  ok(existsSync(join(root, script)))
})
