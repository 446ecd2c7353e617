import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { judge } from './supervisor.ts'

const supervisor = new URL('./supervisor.ts', import.meta.url).href
const supervised = new URL('./supervised.ts', import.meta.url).href

test('a server that was asked to stop, or refused to start, is left alone', () => {
  assert.equal(judge(0, [], 0), 'ended')
  assert.equal(judge(1, [], 0), 'ended')
})

test('the third death within a minute is the last', () => {
  assert.equal(judge(70, [], 0), 'restart')
  assert.equal(judge(null, [0], 1_000), 'restart')
  assert.equal(judge(70, [0, 1_000], 59_000), 'give-up')
  assert.equal(judge(70, [0, 1_000], 60_500), 'restart')
})

test('a server that asks to begin anew is started again, however often', () => {
  assert.equal(judge(75, [0, 1_000, 2_000], 3_000), 'restart')
})

test('a server that keeps dying is started three times, then the parent gives up', async () => {
  const parent = superviseProgram('console.log("up"); process.exit(70)')
  const output = collect(parent)
  const [code] = await once(parent, 'close')
  assert.equal(code, 70)
  assert.equal(output().match(/^up$/gm)?.length, 3)
  assert.match(output(), /third time within a minute/)
})

test('a signal to the parent lets the server finish in its own way', async () => {
  const parent = superviseProgram(servesUntilTold)
  const output = collect(parent)
  await once(parent.stdout, 'data')
  parent.kill('SIGTERM')
  const [code] = await once(parent, 'close')
  assert.equal(code, 0)
  assert.match(output(), /drained/)
})

test('a server whose parent was killed stops by itself', async () => {
  const parent = superviseProgram(servesUntilTold)
  const output = collect(parent)
  await once(parent.stdout, 'data')
  parent.kill('SIGKILL')
  await once(parent, 'close')
  assert.match(output(), /drained/)
})

test('a server started by npm stops when npm was ended', async () => {
  const parent = superviseProgram(servesUntilTold, shellBetween)
  const output = collect(parent)
  await once(parent.stdout, 'data')
  parent.kill('SIGKILL')
  await once(parent, 'close')
  assert.match(output(), /drained/)
})

const servesUntilTold = `
  const running = setInterval(() => {}, 1000)
  process.once('SIGTERM', () => { clearInterval(running); console.log('drained') })
  console.log('up')`

// Stands in for the shell that npm puts between itself and a script.
const shellBetween = `
  const { spawn } = require('node:child_process')
  const environment = { ...process.env, npm_lifecycle_event: 'start' }
  spawn(process.argv[1], process.argv.slice(2), { stdio: 'inherit', env: environment })`

function superviseProgram(program: string, between?: string) {
  const args = JSON.stringify(['--import', supervised, '--eval', program])
  const parent = `import { supervise } from ${JSON.stringify(supervisor)}
    process.exitCode = await supervise(${args}, process.env)`
  const words = ['--input-type=module', '--eval', parent]
  const wrapped = between ? ['--eval', between, '--', process.execPath, ...words] : words
  return spawn(process.execPath, wrapped, { stdio: ['ignore', 'pipe', 'pipe'] })
}

function collect(parent: ReturnType<typeof superviseProgram>): () => string {
  let output = ''
  for (const stream of [parent.stdout, parent.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return () => output
}
