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
const reportEveryMs = 10000

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
  const installed = readInstalled(root)
  await install({ dev: wanted.dev || installed.dev, fresh: !installed.any })
  checkPinnedNode()
  writeStamp(root, { ...wanted, dev: wanted.dev || installed.dev })
}

/**
 * Runs npm without a word for the first two seconds. `npm ci` clears node_modules first, so it is
 * only for a clone that has none; later additions leave alone what other processes may be using.
 */
async function install({ dev, fresh }) {
  const words = fresh ? ['ci'] : ['install', '--no-save']
  words.push(dev ? '--include=dev' : '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error')
  const begun = Date.now()
  const progress = showProgress(begun)
  const { code, output } = await runNpm(words)
  progress.stop()
  if (code !== 0) {
    process.stderr.write(output)
    stopWith(`Installing did not work (npm ${words[0]}). What npm said is above.`)
  }
  if (Date.now() - begun > quietForMs) {
    console.error(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`)
  }
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

function showProgress(begun) {
  let every
  const first = setTimeout(() => {
    console.error('Installing what is missing. This is needed once and takes a minute at most…')
    every = setInterval(() => {
      console.error(`… still installing, ${Math.round((Date.now() - begun) / 1000)} s`)
    }, reportEveryMs)
  }, quietForMs)
  return {
    stop() {
      clearTimeout(first)
      clearInterval(every)
    },
  }
}

/** Frontdesk runs on the Node it pins; an npm told to ignore install scripts has not placed it. */
function checkPinnedNode() {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version = dependencies.node
  const found = spawnSync(pinnedNode(root), ['--version'], { encoding: 'utf8' })
  if (found.stdout?.trim() === `v${version}`) return
  stopWith(
    `Node ${version} was not put in place. Run "npm rebuild node --ignore-scripts=false", then try again.`,
  )
}

function stopWith(sentence) {
  console.error(sentence)
  process.exit(1)
}
