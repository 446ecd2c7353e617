import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { lacksNothing, pinnedNode, readWanted, writeStamp } from './installed.mjs'

const locked = {
  '': { name: 'clone' },
  'node_modules/express': { version: '5.3.0' },
  'node_modules/knip': { version: '6.44.2', dev: true },
  'node_modules/only-elsewhere': { version: '1.0.0', optional: true },
}
const { 'node_modules/knip': _tool, ...withoutTools } = locked

test('a fresh clone lacks something', (context) => {
  const root = clone(context, undefined)
  assert.equal(lacksNothing(root, readWanted(root, { dev: false })), false)
})

test('what npm ci has installed by hand is not installed again', (context) => {
  const root = clone(context, locked)
  assert.equal(lacksNothing(root, readWanted(root, { dev: true })), true)
})

test('an installation for serving lacks the tools of development', (context) => {
  const root = clone(context, withoutTools)
  assert.equal(lacksNothing(root, readWanted(root, { dev: false })), true)
  assert.equal(lacksNothing(root, readWanted(root, { dev: true })), false)
})

test('a changed lock file asks for an installation in spite of the stamp', (context) => {
  const root = clone(context, withoutTools)
  writeStamp(root, readWanted(root, { dev: false }))
  write(root, 'package-lock.json', { ...locked, 'node_modules/express': { version: '5.4.0' } })
  assert.equal(lacksNothing(root, readWanted(root, { dev: false })), false)
})

test('a half-written record of npm asks for an installation', (context) => {
  const root = clone(context, locked)
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages": {')
  assert.equal(lacksNothing(root, readWanted(root, { dev: false })), false)
})

test('packages without the pinned Node are not enough', (context) => {
  const root = clone(context, locked)
  rmSync(pinnedNode(root))
  assert.equal(lacksNothing(root, readWanted(root, { dev: false })), false)
})

function clone(context, installed) {
  const root = mkdtempSync(join(tmpdir(), 'frontdesk-clone-'))
  context.after(() => rmSync(root, { recursive: true, force: true }))
  write(root, 'package-lock.json', locked)
  if (!installed) return root
  mkdirSync(dirname(pinnedNode(root)), { recursive: true })
  writeFileSync(pinnedNode(root), '')
  write(root, 'node_modules/.package-lock.json', installed)
  return root
}

function write(root, path, packages) {
  writeFileSync(join(root, path), JSON.stringify({ packages }))
}
