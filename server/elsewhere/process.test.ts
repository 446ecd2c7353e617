import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { NewCommand } from '#kernel/command.ts'
import { storyId } from '#kernel/story.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { openRemoteStore } from './remote-store.ts'

const main = join(import.meta.dirname, '..', 'main.ts')
const secret = 'a-secret-that-is-long-enough-for-a-test'

/** Starts the wallets as a process of their own; answers it and where it listens. */
async function startWallets(folder: string): Promise<{ child: ChildProcess; url: URL }> {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: '0',
      MODULES_HERE: 'wallets',
      CLINIC_URL: 'http://127.0.0.1:9',
      MODULE_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of child.stdout ?? []) {
    const url = /http:\/\/\S+/.exec(String(line))?.[0]
    if (url) return { child, url: new URL(url) }
  }
  throw new Error('It ended without an address')
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

function openWallet(id: string, person: string): NewCommand {
  return {
    id,
    intent: 'open-wallet',
    target: walletStream(person),
    actor: { id: 'system:registration', role: 'system', onBehalfOf: null },
    data: { person },
    partOf: { correlation: storyId(1), step: `process.registration-${person}/wallet`, attempt: 1 },
  }
}

function folderOf(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-wallets-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('wallets in a process of their own say after kill -9 what they had done', async (context) => {
  const folder = folderOf(context)
  const first = await startWallets(folder)
  context.after(() => first.child.kill('SIGKILL'))
  const before = openRemoteStore({ url: first.url, secret })
  const command = openWallet(storyId(10), storyId(2))
  const done = await before.carryOut(command, AbortSignal.timeout(10_000))
  assert.ok('answer' in done && done.answer.state === 'succeeded', JSON.stringify(done))
  await kill(first.child)
  await assert.rejects(before.carryOut(command, AbortSignal.timeout(2_000)))
  await before.close()

  const second = await startWallets(folder)
  context.after(() => second.child.kill('SIGKILL'))
  const after = openRemoteStore({ url: second.url, secret })
  const again = await after.carryOut(command, AbortSignal.timeout(10_000))
  assert.deepEqual(again, done)
  const events = await after.stream(walletStream(storyId(2)))
  assert.deepEqual(
    events.map(({ type, step }) => [type, step]),
    [['WalletOpened', `process.registration-${storyId(2)}/wallet`]],
  )
  await after.close()
  await kill(second.child)
})

test('a module’s process serves no pages, and a secret that is too short is a plain sentence', async (context) => {
  const { child, url } = await startWallets(folderOf(context))
  context.after(() => child.kill('SIGKILL'))
  assert.equal((await fetch(new URL('/', url))).status, 404)
  await kill(child)
  const wrong = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATA_DIR: folderOf(context),
      PORT: '0',
      MODULES_ELSEWHERE: 'wallets=http://127.0.0.1:9',
      MODULE_SECRET: 'short',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  wrong.stderr?.on('data', (text) => {
    said += text
  })
  const [code] = await once(wrong, 'exit')
  assert.equal(code, 1)
  assert.match(said, /^MODULE_SECRET must be at least 32 characters/)
})
