import { deepEqual, equal, ok } from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Clinic, openClinic } from '../serve.ts'
import { blocksOf, paper, root } from './markdown.ts'
import { filledIn, matchText, type Seen, type Turn, turnsOf, type } from './session.ts'

const questions = paper('docs/questions.md')
const sessions = blocksOf(questions).filter(({ language }) => language === 'console')

let demo: Clinic
let seen: Seen = new Map()
before(async () => {
  demo = await openClinic()
})
after(() => demo?.stop())

test('the sessions are the only code of the paper, and there is one for each answer that can be shown', () => {
  equal(sessions.length, blocksOf(questions).length)
  ok(sessions.length >= 10)
})

for (const session of sessions) {
  test(`what the session at line ${session.line} of docs/questions.md shows is what comes back`, async () => {
    for (const turn of turnsOf(session)) await take(turn)
  })
}

async function take({ words, shown }: Turn): Promise<void> {
  const typed = words.map((word) => filledIn(word, seen))
  if (typed[0] === 'curl') {
    seen = await type(typed, demo.url, shown, seen)
    return
  }
  deepEqual(typed.slice(0, 2), ['npx', 'frontdesk'])
  const said = execFileSync(
    process.execPath,
    [join(root, 'bin', 'frontdesk.mjs'), ...typed.slice(2)],
    {
      env: { ...process.env, DATA_DIR: demo.folder },
      encoding: 'utf8',
    },
  )
  const lines = said.split('\n')
  const missing = shown
    .split('\n')
    .filter((line) => !lines.some((one) => 'seen' in matchText(line, one, new Map())))
  deepEqual(missing, [], said)
}

test('each question in the list at the top has its answer', () => {
  const asked = [...questions.text.matchAll(/^- \[(.+?)\]\(#/gm)].map(({ 1: words }) => words)
  const answered = [...questions.text.matchAll(/^## (.+)$/gm)].map(({ 1: words }) => words)
  deepEqual(asked, answered)
})
