import { deepEqual } from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { anchorsOf, type Paper, paper, papers, proseOf, root } from './markdown.ts'

const fromOutside = /^(https?:|mailto:)/

function linksOf(one: Paper): readonly string[] {
  const found = [...proseOf(one).matchAll(/\]\(([^)\s]+)\)/g)]
  return found.map(({ 1: target = '' }) => target)
}

function leadsNowhere(from: Paper, link: string): boolean {
  if (fromOutside.test(link)) return false
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? from.path : normalize(join(dirname(from.path), path))
  if (!existsSync(join(root, target))) return true
  return anchor !== undefined && !anchorsOf(paper(target)).has(anchor)
}

test('every link of the papers leads somewhere', () => {
  const broken = papers().flatMap((one) =>
    linksOf(one)
      .filter((link) => leadsNowhere(one, link))
      .map((link) => `${one.path}: ${link}`),
  )
  deepEqual(broken, [])
})

// Where things are, as the papers name them: `server/kernel`, `docs/run.md`, `bin/start.mjs`.
const ownPath = /`((?:server|views|public|migrations|e2e|bench|docs|bin)\/[\w./-]+)`/g

test('every file and folder that the papers name is there', () => {
  const made = new Set(filesMadeByWalkThrough())
  const missing = papers()
    .filter(({ path }) => !path.startsWith('docs/decisions/'))
    .flatMap((one) =>
      [...proseOf(one).matchAll(ownPath)]
        .map(({ 1: path = '' }) => path)
        .filter((path) => !made.has(path) && !existsSync(join(root, path)))
        .map((path) => `${one.path}: ${path}`),
    )
  deepEqual(missing, [])
})

// The walk-through makes files that are not there before it is followed.
function filesMadeByWalkThrough(): readonly string[] {
  const { text } = paper('docs/add-an-intent.md')
  return [...text.matchAll(/^\/\/ (\S+\.ts)$/gm)].map(({ 1: path = '' }) => path)
}

test('every npm script that the papers name is one', () => {
  const known = new Set(Object.keys(scripts()))
  const named = papers().flatMap(({ path, text }) =>
    [...text.matchAll(/npm (?:run ([a-z][a-z:-]*)|(start|test)\b)/g)].map(
      ({ 1: run, 2: short }) => ({ path, name: run ?? short ?? '' }),
    ),
  )
  const unknown = named
    .filter(({ name }) => !known.has(name))
    .map(({ path, name }) => `${path}: npm ${name}`)
  deepEqual(unknown, [])
})

function scripts(): object {
  const read: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const found = typeof read === 'object' && read !== null && 'scripts' in read ? read.scripts : {}
  return typeof found === 'object' && found !== null ? found : {}
}
