import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

type Ban = { word: RegExp; instead: string; in: RegExp; except?: RegExp }

const anyCode = /^(server|e2e|bench)\/.*\.ts$/
const running = /^server\/(?!crash\/).*(?<!\.test)\.ts$/
const pureRoom = /^server\/(kernel|values|modules)\/.*(?<!\.test)\.ts$/
const kernel = /^server\/kernel\//
const views = /^views\/.*\.njk$/
// The edges, where a wall clock and chance come in: everything else is handed what they say. The
// writer's thread is one: it is started with data alone, and a clock cannot be sent to it.
const edge =
  /^server\/(main|settings|command-line|clock|ids|store\/sqlite\/thread)\.ts$|\/(clock|ids)\.ts$/

const bans: Ban[] = [
  {
    word: /\bDate\.now\(|\bnew Date\(\)/,
    instead: 'the clock handed in',
    in: running,
    except: edge,
  },
  { word: /\bTemporal\.Now\b/, instead: 'the clock handed in', in: running, except: edge },
  { word: /\bMath\.random\(/, instead: 'the ids handed in, or a seeded draw', in: anyCode },
  { word: /\bsetTimeout\(/, instead: 'a durable timer', in: pureRoom },
  {
    word: /\b(await|async) /,
    instead: 'a value; pure rooms wait for nothing',
    in: /^server\/values\//,
  },
  { word: /\|\s*safe\b/, instead: 'a macro, or Markup made by one function', in: views },
  {
    word: /\shx-on|\son[a-z]+="|javascript:/,
    instead: 'behaviour by URL, so the CSP holds',
    in: views,
  },
  { word: /\bhx-boost\b/, instead: 'ordinary navigation', in: views },
  { word: /\bwaitForTimeout\b/, instead: 'waiting for what a person would see', in: anyCode },
  {
    word: /\btest\.only\(|\bonly: true\b|\bsetTimeout\(resolve, \d{4,}/,
    instead: 'nothing',
    in: anyCode,
  },
  { word: /\bTODO\b|\bFIXME\b|\bXXX\b/, instead: 'doing it, or an entry in docs', in: /./ },
  { word: /@ts-(ignore|nocheck|expect-error)/, instead: 'a type', in: anyCode },
  // The kernel holds things of many types in one list; nobody else has that excuse.
  { word: /\bas unknown as\b/, instead: 'a parser that proves it', in: running, except: kernel },
  { word: /\benum [A-Z]/, instead: 'a union', in: anyCode },
  // Reading an open database with fs drops its POSIX locks: a second process could then write.
  {
    word: /\b(readFile|copyFile|createReadStream|cp)(Sync)?\([^)]*(database|\.sqlite)/i,
    instead: "SQLite's own API",
    in: running,
  },
  {
    word: /synchronous\s*=\s*(NORMAL|OFF)\b/i,
    instead: 'FULL: an acknowledged row must stay',
    in: running,
  },
]

const vagueFolders = /\/(utils?|helpers?|common|shared|managers?|misc|lib)\//

const ownWords = /^(server\/tidy\.test\.ts|public\/vendor\/|public\/fonts\/)/
const lengthMax = 200
const testLengthMax = 300
// Files that are longer, up to 300 lines; a number here may only go down.
const longer: Record<string, number> = {}

const sources = globSync('{server,views,e2e,bench,bin,public}/**/*.{ts,mjs,njk,css,js}')
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !ownWords.test(path))
  .sort()
const lines = new Map(sources.map((path) => [path, readFileSync(path, 'utf8').split('\n')]))

test('nothing says what the house has banned', () => {
  const found = bans.flatMap((ban) =>
    sources.filter((path) => isFor(ban, path)).flatMap(breaches(ban)),
  )
  none(found)
})

test('no folder is named after nothing in particular', () => {
  none(sources.filter((path) => vagueFolders.test(path)))
})

test('files stay short enough to read in one go', () => {
  const code = sources.filter((path) => /\.(ts|mjs|njk)$/.test(path))
  const tooLong = code.filter((path) => lengthOf(path) > lengthAllowed(path))
  none(tooLong.map((path) => `${path}: ${lengthOf(path)} lines`))
})

test('what was allowed to be longer is not longer than it was', () => {
  const shrunk = Object.entries(longer).filter(([path, allowed]) => lengthOf(path) < allowed)
  none(shrunk.map(([path]) => `${path}: allow ${lengthOf(path)}`))
})

test('every intent has its test beside it', () => {
  const intents = globSync('server/modules/*/intents/*.ts').filter(
    (path) => !path.endsWith('.test.ts'),
  )
  const untested = intents.filter((path) => !lines.has(path.replace(/\.ts$/, '.test.ts')))
  none(untested)
})

test('every view is used by a view or by the server', () => {
  const words = [...lines.values()].flat().join('\n')
  const unused = sources.filter((path) => views.test(path) && !isNamed(path, words))
  none(unused)
})

function none(found: readonly string[]): void {
  assert.ok(found.length === 0, found.join('\n'))
}

function isFor(ban: Ban, path: string): boolean {
  return ban.in.test(path) && !ban.except?.test(path)
}

function breaches(ban: Ban): (path: string) => string[] {
  return (path) =>
    (lines.get(path) ?? []).flatMap((line, index) => {
      const word = ban.word.exec(line)?.[0].trim()
      return word ? [`${path}:${index + 1} says "${word}"; use ${ban.instead}`] : []
    })
}

function lengthAllowed(path: string): number {
  return Math.min(longer[path] ?? (path.endsWith('.test.ts') ? testLengthMax : lengthMax), 300)
}

function lengthOf(path: string): number {
  return (lines.get(path)?.length ?? 1) - 1
}

// Views name each other by path; the server may leave the ending away.
function isNamed(path: string, words: string): boolean {
  const name = path.replace(/^views\//, '').replace(/\.njk$/, '')
  // A letter is asked for by its name alone.
  const letter = name.startsWith('mail/') && words.includes(`'${basename(name)}'`)
  return letter || words.includes(name) || words.includes(`'${basename(path)}'`)
}
