// Runs the steps, or those named as arguments, one after the other, and adds up what passed and
// failed. Quiet about what is well; what failed is shown in full. The last line is the sum.
// `--long` tells the tests, by TEST_LENGTH, that they have hours instead of minutes; `--cycles N` tells
// the crash test, by CRASH_CYCLES, how often to kill.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withNodeSettings } from '../server/node-settings.ts'
import { nothingToDo, steps, testFiles } from './steps.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stepLimitMs = 30 * 60_000
const records = join(root, 'node_modules', '.cache', 'frontdesk')
process.chdir(root)
mkdirSync(records, { recursive: true })

const words = process.argv.slice(2)
const long = words.includes('--long')
const at = words.indexOf('--cycles')
const cycles = at === -1 ? undefined : words.splice(at, 2)[1]
const chosen = choose(words.filter((word) => word !== '--long'))
const total = { passed: 0, failed: 0 }
for (const step of chosen) {
  const { passed, failed } = await take(step)
  total.passed += passed
  total.failed += failed
}
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
console.log(`${total.passed} passed, ${total.failed} failed`)

function choose(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. There are ${steps.map((s) => s.name).join(', ')}.`,
    )
    process.exit(2)
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name))
}

async function take(step) {
  // A step that finds nothing to do would pass for ever without anybody noticing.
  const reason = nothingToDo(step)
  if (reason) {
    report('✘', step.name, 0, reason)
    return { passed: 0, failed: 1 }
  }
  const begun = performance.now()
  const outcome = step.tests ? await runTests(step) : await runProgram(step.program)
  const words = step.tests ? `${outcome.passed} passed, ${outcome.failed} failed` : ''
  report(outcome.failed > 0 ? '✘' : '✔', step.name, performance.now() - begun, words)
  if (outcome.failed > 0) console.log(indent(outcome.output))
  return outcome
}

async function runProgram(words) {
  const { code, output } = await run(words)
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
}

/** Node's own runner, once for people and once as TAP, whose closing lines hold the counts. */
async function runTests(step) {
  if (step.before) {
    const prepared = await runProgram(step.before)
    if (prepared.failed > 0) return prepared
  }
  const tap = join(records, `${step.name}.tap`)
  rmSync(tap, { force: true })
  const { code, output } = await run([
    'node',
    '--test',
    '--test-force-exit',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tap}`,
    `--test-concurrency=${step.atOnce ?? 1}`,
    ...(step.limitMs && !long ? [`--test-timeout=${step.limitMs}`] : []),
    ...testFiles(step),
  ])
  const log = join(records, `${step.name}.log`)
  writeFileSync(log, output)
  const { passed, failed } = readCounts(tap)
  // A runner that ended badly without naming a failure is a failure of its own.
  const unnamed = (code !== 0 && failed === 0) || passed + failed === 0 ? 1 : 0
  return { passed, failed: failed + unnamed, output: `${failuresIn(output)}\nIn full: ${log}` }
}

function readCounts(tap) {
  let text = ''
  try {
    text = readFileSync(tap, 'utf8')
  } catch {
    return { passed: 0, failed: 0 }
  }
  const count = (word) =>
    Number(
      text
        .match(new RegExp(`^# ${word} (\\d+)$`, 'gm'))
        ?.at(-1)
        .split(' ')[2] ?? 0,
    )
  return { passed: count('pass'), failed: count('fail') + count('cancelled') }
}

function failuresIn(output) {
  const begin = output.indexOf('failing tests:')
  return begin === -1 ? output : output.slice(begin)
}

function run([program, ...words]) {
  const environment = {
    // Each test file is a process that reads much of the program: compiled once, it takes half as long.
    ...withNodeSettings(process.env),
    ...(long ? { TEST_LENGTH: 'long' } : {}),
    ...(cycles ? { CRASH_CYCLES: cycles } : {}),
    PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  }
  delete environment.NODE_TEST_CONTEXT
  return new Promise((resolve) => {
    let output = ''
    const keep = (text) => {
      output += text
    }
    const own = program === 'node'
    const child = spawn(own ? process.execPath : program, words, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A test that never comes back to its event loop escapes the runner's own limit.
      timeout: long ? undefined : stepLimitMs,
      shell: !own && process.platform === 'win32',
    })
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

function report(mark, name, elapsedMs, words) {
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`
  console.log(`${mark} ${name.padEnd(14)}${seconds.padStart(8)}  ${words}`.trimEnd())
}

function indent(text) {
  return text.trimEnd().replaceAll(/^/gm, '    ')
}
