import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { withNodeSettings } from '../server/node-settings.ts'

const startLimitMs = 60_000

/** Starts the server with these settings on a port of its own, and waits until it says where it is. */
export async function beginServer(
  settings: NodeJS.ProcessEnv,
): Promise<{ readonly url: string; end(): Promise<void> }> {
  const main = join(import.meta.dirname, '..', 'server', 'main.ts')
  const server = spawn(process.execPath, [main], {
    env: withNodeSettings({
      PORT: '0',
      LOG_LEVEL: 'error',
      ...settings,
      PATH: process.env['PATH'],
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(server, 'exit')
  const end = async () => {
    server.kill('SIGTERM')
    await gone
  }
  try {
    return { url: await address(server), end }
  } catch (error) {
    await end()
    throw error
  }
}

async function address({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The server has no output to read its address from.')
  const lines = createInterface({ input: stdout, signal: AbortSignal.timeout(startLimitMs) })
  for await (const line of lines) {
    const url = /(http:\S+?)\/?$/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error('The server ended before it said where it is.')
}
