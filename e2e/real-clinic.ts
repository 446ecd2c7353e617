import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { withNodeSettings } from '../server/node-settings.ts'
import type { Clinic } from './serve.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const startLimitMs = 60_000

/** Starts a clinic as `npm run serve` does, in an empty folder: nobody has set it up yet. */
export async function openRealClinic(mailServer?: string): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-real-'))
  const server = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    env: withNodeSettings({
      DATA_DIR: folder,
      PORT: '0',
      // A name, not an address: passkeys belong to names.
      PUBLIC_URL: 'http://localhost:0',
      LOG_LEVEL: 'error',
      ...(mailServer ? { SMTP_URL: mailServer } : {}),
      PATH: process.env['PATH'],
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(server, 'exit')
  return {
    url: await addressOf(server),
    folder,
    async stop() {
      server.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The server has no output to read its address from.')
  const lines = createInterface({ input: stdout, signal: AbortSignal.timeout(startLimitMs) })
  for await (const line of lines) {
    const url = /(http:\S+?)\/?$/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error('The server ended before it said where it is.')
}
