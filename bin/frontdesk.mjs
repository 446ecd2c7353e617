#!/usr/bin/env node
// The command line. Any Node may have been asked to run this; the program itself needs the pinned
// one, so it is handed over. Exit codes: 0 good, 1 found something, 2 wrong use.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './installed.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const words = process.argv.slice(2)
const oldestNode = 26

if (Number(process.versions.node.split('.')[0]) >= oldestNode) {
  const { runCommandLine } = await import('../server/command-line.ts')
  process.exitCode = await runCommandLine(words)
} else {
  process.exitCode = handOver()
}

function handOver() {
  const node = pinnedNode(root)
  if (!existsSync(node)) {
    const prepared = runAndWait(process.execPath, [join(root, 'bin', 'prepare.mjs')])
    if (prepared !== 0) return prepared
  }
  return runAndWait(node, [fileURLToPath(import.meta.url), ...words])
}

function runAndWait(program, rest) {
  const { status, error } = spawnSync(program, rest, { stdio: 'inherit' })
  if (error) console.error(`${program} could not be run: ${error.message}`)
  return status ?? 2
}
