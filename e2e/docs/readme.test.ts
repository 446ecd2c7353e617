import { deepEqual, match, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Clinic, openClinic } from '../serve.ts'
import { blocksOf, paper, root } from './markdown.ts'

const readme = paper('README.md')
let demo: Clinic
before(async () => {
  demo = await openClinic()
})
after(() => demo?.stop())

test('a newcomer types two commands', () => {
  const [start = ''] = blocksOf(readme).map(({ text }) => text)
  deepEqual(
    start
      .trim()
      .split('\n')
      .map((line) => line.split(' ').slice(0, 2).join(' ')),
    ['git clone', 'npm start'],
  )
})

test('the three links of the first two minutes are on the first page, in this order', async () => {
  const page = await (await fetch(demo.url)).text()
  const titles = [...readme.text.matchAll(/^\d\. \*\*(.+?)\.\*\*/gm)].map(
    ({ 1: title = '' }) => title,
  )
  const found = titles.map((title) => page.replaceAll('’', "'").indexOf(`${title}<`))
  ok(titles.length === 3 && !found.includes(-1), `${titles} at ${found}`)
  deepEqual(
    found,
    found.toSorted((one, other) => one - other),
  )
})

test('the versions that the papers speak of are the ones asked for', () => {
  const text = readFileSync(join(root, 'package.json'), 'utf8')
  const [, oldest = ''] = /"node": ">=(\d+)"/.exec(text) ?? []
  const [, version = ''] = /"version": "([\d.]+)"/.exec(text) ?? []
  match(readme.text, new RegExp(`Node ${oldest} or newer`))
  match(paper('CHANGELOG.md').text, new RegExp(`^## ${version.replaceAll('.', '\\.')}`, 'm'))
})
