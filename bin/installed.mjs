// Knows what is installed, by reading two lock files: ours, and the one npm leaves in node_modules.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the clone asks for: a fingerprint of its lock file, with or without development tools. */
export function readWanted(root, { dev }) {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const machine = `${process.platform}-${process.arch}`
  return { dev, lock: createHash('sha256').update(text).update(machine).digest('hex') }
}

/** What npm says it has put into node_modules, and whether development tools are among it. */
export function readInstalled(root) {
  const packages = readPackages(join(root, 'node_modules', '.package-lock.json'))
  const found = Object.entries(packages ?? {})
  return { any: packages !== undefined, dev: found.some(([, entry]) => entry.dev), packages }
}

/** True without asking npm: the stamp says so, or both lock files name the same versions. */
export function lacksNothing(root, wanted) {
  if (!existsSync(pinnedNode(root))) return false
  const stamp = readJson(stampPath(root))
  if (stamp?.lock === wanted.lock && (stamp.dev || !wanted.dev)) return true
  const installed = readInstalled(root)
  if (!installed.any || !namesTheSame(root, wanted, installed.packages)) return false
  writeStamp(root, wanted)
  return true
}

/** Remembers a finished installation, so that the next start need not look. */
export function writeStamp(root, { dev, lock }) {
  writeFileSync(stampPath(root), `${JSON.stringify({ lock, dev })}\n`)
}

// An optional package may be for another machine, so its absence says nothing.
function namesTheSame(root, wanted, installed) {
  const locked = readPackages(join(root, 'package-lock.json')) ?? {}
  return Object.entries(locked)
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional)
    .filter(([, entry]) => wanted.dev || !entry.dev)
    .every(([path, entry]) => installed[path]?.version === entry.version)
}

/** Where npm puts the Node that Frontdesk runs on. */
export function pinnedNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(root, 'node_modules', 'node', 'bin', name)
}

function stampPath(root) {
  return join(root, 'node_modules', '.frontdesk-installed.json')
}

function readPackages(path) {
  return readJson(path)?.packages
}

/** Undefined when the file is missing or half written: then npm is asked, which mends both. */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
