// Brings in what is missing before a script runs. An older Node may be running this: that is why
// it is plain JavaScript with nothing but Node in it. `--dev` wants the tools of development too.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lacksNothing, pinnedNode, readInstalled, readWanted, writeStamp } from './installed.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const oldestNode = 20
const quietForMs = 2000
const reportEveryMs = 5000
const quietly = ['--no-audit', '--no-fund', '--loglevel=error']

// What the npm around us was asked to do is not what the npm within is to do.
const askedOfTheOuterNpm =
  /^npm_config_(omit|include|production|only|dev|also|global|dry_run|prefix|local_prefix|workspaces?)$/i

const major = Number(process.versions.node.split('.')[0])
if (major < oldestNode) {
  stopWith(
    `Frontdesk needs Node ${oldestNode} or newer to install itself; this is ${process.version}.`,
  )
}

const wanted = readWanted(root, { dev: process.argv.includes('--dev') })
if (!lacksNothing(root, wanted)) {
  const dev = wanted.dev || readInstalled(root).dev
  await install({ dev })
  writeStamp(root, { ...wanted, dev })
}

/**
 * Adds what is missing and leaves the rest alone, since other processes may be using it; `npm ci`
 * would clear node_modules first. No package's script is run but the one that places Node.
 */
async function install({ dev }) {
  const progress = showProgress()
  const omit = dev ? '--include=dev' : '--omit=dev'
  await runOrStop(['install', '--no-save', omit, '--ignore-scripts', ...quietly])
  if (!hasPinnedNode()) {
    await runOrStop(['rebuild', 'node', '--ignore-scripts=false', ...quietly])
  }
  progress.stop()
  if (!hasPinnedNode()) stopWith(`Node ${pinnedVersion()} could not be put in place.`)
}

async function runOrStop(words) {
  const { code, output } = await runNpm(words)
  if (code === 0) return
  process.stderr.write(output)
  stopWith(`Installing did not work (npm ${words[0]}). What npm said is above.`)
}

function runNpm(words) {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !askedOfTheOuterNpm.test(name)),
  )
  const [program, ...first] = findNpm()
  return new Promise((resolve) => {
    let output = ''
    const npm = spawn(program, [...first, ...words], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: program === 'npm' && process.platform === 'win32',
    })
    const keep = (chunk) => {
      output += chunk
    }
    npm.stdout.on('data', keep)
    npm.stderr.on('data', keep)
    npm.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }))
    npm.on('close', (code) => resolve({ code, output }))
  })
}

/** The npm that runs this script, by the Node that runs it, so that PATH need not know either. */
function findNpm() {
  const running = process.env.npm_execpath
  const isNpm = running && basename(running) === 'npm-cli.js' && existsSync(running)
  return isNpm ? [process.env.npm_node_execpath || process.execPath, running] : ['npm']
}

/** Says nothing of what takes less than two seconds. */
function showProgress() {
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  let every
  const first = setTimeout(() => {
    console.error('Installing what is missing. This is needed once…')
    every = setInterval(() => console.error(`… ${seconds()} s`), reportEveryMs)
  }, quietForMs)
  return {
    stop() {
      clearTimeout(first)
      clearInterval(every)
      if (every) console.error(`Installed in ${seconds()} s.`)
    },
  }
}

function hasPinnedNode() {
  const { stdout } = spawnSync(pinnedNode(root), ['--version'], { encoding: 'utf8' })
  return stdout?.trim() === `v${pinnedVersion()}`
}

function pinnedVersion() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node
}

function stopWith(sentence) {
  console.error(sentence)
  process.exit(1)
}
