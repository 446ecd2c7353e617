// Makes sure that the browser tests have a browser: one that is there, else Playwright's own, else
// the distribution's, else one carried by an npm package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installedBrowsers, rememberBrowser, works } from '../e2e/browser.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const carried = { name: '@sparticuz/chromium', version: '153.0.0' }
const carriedIn = join(root, 'node_modules', '.cache', 'carried-browser')
const downloadLimitMs = 300_000

const ways = [
  { name: 'an installed browser', bring: installedBrowsers },
  { name: 'Playwright’s own', bring: fromPlaywright },
  { name: 'the distribution’s', bring: fromDistribution },
  { name: carried.name, bring: fromPackage },
]

if (!(await findBrowser())) {
  console.error('No browser could be had. As root, "apt-get install chromium" brings one.')
  process.exitCode = 1
}

async function findBrowser() {
  for (const { name, bring } of ways) {
    for (const path of await bring()) {
      if (!(await works(path))) continue
      rememberBrowser(path)
      console.log(`Browser: ${name}, ${path}`)
      return true
    }
    console.error(`Not to be had: ${name}`)
  }
  return false
}

function fromPlaywright() {
  const require = createRequire(import.meta.url)
  const program = join(dirname(require.resolve('playwright/package.json')), 'cli.js')
  return run(process.execPath, [program, 'install', 'chromium']) ? installedBrowsers() : []
}

function fromDistribution() {
  const may = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!may) return []
  run('apt-get', ['update'])
  const got = run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'])
  return got ? installedBrowsers() : []
}

// In a folder of its own, so that the lock file stays what it is; it unpacks itself when asked.
async function fromPackage() {
  const entry = join(carriedIn, 'node_modules', carried.name, 'package.json')
  const asked = `${carried.name}@${carried.version}`
  const there = existsSync(entry) || run('npm', ['install', '--prefix', carriedIn, asked])
  if (!there) return []
  const require = createRequire(entry)
  const { default: chromium } = await import(pathToFileURL(require.resolve(carried.name)).href)
  return [await chromium.executablePath()]
}

function run(program, words) {
  const { status } = spawnSync(program, words, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
    timeout: downloadLimitMs,
    shell: program === 'npm' && process.platform === 'win32',
  })
  return status === 0
}
