import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { paper, root } from './markdown.ts'
import { codeIn, tableAfter } from './table.ts'

test('every rule that is said to hold names a test that is there', () => {
  const rows = tableAfter(paper('docs/security.md'), '## What holds')
  ok(rows.length > 15)
  const missing = rows.filter(([, , cell = '']) => {
    const name = /"(.+)"/.exec(cell)?.[1] ?? ''
    const source = readFileSync(join(root, codeIn(cell)), 'utf8')
    return name === '' || !(source.includes(`'${name}'`) || source.includes(`: ${name}\``))
  })
  deepEqual(
    missing.map(([, , cell]) => cell),
    [],
  )
})
