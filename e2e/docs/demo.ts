import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './markdown.ts'

/** A real server with the demo clinic, in a folder of its own. */
export type Demo = { readonly url: string; readonly folder: string; close(): Promise<void> }

/** Starts the demo as `npm start` does, on a free port, and resolves when it answers. */
export async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-papers-'))
  const server = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    env: {
      ...process.env,
      SEED_DEMO: '1',
      DEMO_LIVELY: '0',
      PORT: '0',
      DATA_DIR: folder,
      PUBLIC_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  return {
    url: await addressIn(server.stdout),
    folder,
    async close() {
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  let said = ''
  for await (const part of output.setEncoding('utf8')) {
    said += part
    const found = /Frontdesk is at (http:\/\/[\w.:]+)\//.exec(said)?.[1]
    if (found) return found
  }
  throw new Error(`The demo did not start: ${said}`)
}
