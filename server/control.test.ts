import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { askServer, listenForControl } from './control.ts'

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-control-'))
after(() => rmSync(folder, { recursive: true }))

const rebuilt = (name: string) => ({ name, rows: 3, differed: false })

test('a running server does what the command line asks', async () => {
  const control = await listenForControl(folder, { rebuild: async (name) => rebuilt(name) })
  const answered = await askServer(folder, 'rebuild', 'orders')
  assert.deepEqual(answered, { kind: 'done', outcome: rebuilt('orders') })
  await control.close()
})

test('nobody but the account that runs the server can ask', async () => {
  const control = await listenForControl(folder, { rebuild: async (name) => rebuilt(name) })
  assert.equal(statSync(join(folder, 'control.sock')).mode & 0o777, 0o600)
  await control.close()
})

test('what cannot be done is answered with the reason', async () => {
  const rebuild = async () => {
    throw new Error('There is no read model called x')
  }
  const control = await listenForControl(folder, { rebuild })
  const sentence = 'There is no read model called x'
  assert.deepEqual(await askServer(folder, 'rebuild', 'x'), { kind: 'refused', sentence })
  await control.close()
})

test('where no server runs, nobody answers', async () => {
  assert.equal(await askServer(folder, 'rebuild', 'orders'), undefined)
})

test('a socket that a killed server left behind is in nobody’s way', async () => {
  writeFileSync(join(folder, 'control.sock'), '')
  assert.equal(await askServer(folder, 'rebuild', 'orders'), undefined)
  const control = await listenForControl(folder, { rebuild: async (name) => rebuilt(name) })
  assert.equal((await askServer(folder, 'rebuild', 'orders'))?.kind, 'done')
  await control.close()
})

test('a folder too deep for a socket is served without one', async () => {
  const deep = join(folder, 'x'.repeat(100), 'y'.repeat(100))
  mkdirSync(deep, { recursive: true })
  const control = await listenForControl(deep, { rebuild: async (name) => rebuilt(name) })
  assert.equal(await askServer(deep, 'rebuild', 'orders'), undefined)
  await control.close()
})

test('stopping does not wait for a rebuild that goes on', async () => {
  let begun: (() => void) | undefined
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const rebuild = () => {
    begun?.()
    return new Promise<object>(() => undefined)
  }
  const control = await listenForControl(folder, { rebuild })
  const asked = askServer(folder, 'rebuild', 'orders')
  const lost = assert.rejects(asked)
  await hasBegun
  await control.close()
  await lost
})
