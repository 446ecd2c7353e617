import { deepEqual, match } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { paper, papers, root } from './markdown.ts'

const decisions = papers().filter(({ path }) => path.startsWith('docs/decisions/'))

test('decisions are numbered without a gap, and each says when, how it stands, and why', () => {
  const numbers = decisions.map(({ path }) => Number(path.split('/')[2]?.slice(0, 3)))
  deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  )
  for (const { path, text } of decisions) {
    match(
      text,
      /^# \d{3} .+\n\nDate: \d{4}-\d{2}-\d{2} · Status: (accepted|superseded by \d{3})\n/,
      path,
    )
  }
})

test('every library that is used was decided upon', () => {
  const { text } = paper('docs/decisions/005-libraries.md')
  const used = dependencies().filter((name) => !name.startsWith('@types/'))
  const unnamed = used.filter(
    (name) => !text.includes(name) && !text.includes(name.split('/').at(-1) ?? name),
  )
  deepEqual(unnamed, [])
})

function dependencies(): readonly string[] {
  const text = readFileSync(join(root, 'package.json'), 'utf8')
  const lists = [...text.matchAll(/"(?:dev)?[dD]ependencies": \{([^}]*)\}/g)]
  return lists.flatMap(({ 1: list = '' }) =>
    [...list.matchAll(/"([^"]+)": "/g)].map(({ 1: name = '' }) => name),
  )
}
