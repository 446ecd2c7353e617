import { equal } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { openClinic } from '../serve.ts'
import { blocksOf, paper } from './markdown.ts'
import { filledIn, type Seen, turnsOf, type } from './session.ts'
import { follow } from './walk-through.ts'

test('the process of docs/how-a-process-is-written.md does what the paper says', (context) => {
  const copy = follow(paper('docs/how-a-process-is-written.md'))
  context.after(() => copy.remove())
  // A test runner within another one would speak to it instead of to us.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const file = 'server/kernel/process-paper.test.ts'
  const ran = spawnSync(process.execPath, ['--test', file], {
    cwd: copy.folder,
    env,
    encoding: 'utf8',
  })
  equal(ran.status, 0, ran.stdout)
})

test('what docs/what-the-desk-can-mend.md shows is what comes back', async (context) => {
  const demo = await openClinic()
  context.after(() => demo.stop())
  let seen: Seen = new Map()
  for (const session of blocksOf(paper('docs/what-the-desk-can-mend.md'))) {
    for (const { words, shown } of turnsOf(session)) {
      const typed = words.map((word) => filledIn(word, seen))
      seen = await type(typed, demo.url, shown, seen)
    }
  }
})
