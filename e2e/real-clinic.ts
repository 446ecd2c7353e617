import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clinic } from './serve.ts'
import { beginServer } from './server.ts'

/** Starts a clinic as `npm run serve` does, in an empty folder: nobody has set it up yet. */
export async function openRealClinic(mailServer?: string): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-real-'))
  const { url, end } = await beginServer({
    DATA_DIR: folder,
    // A name, not an address: passkeys belong to names.
    PUBLIC_URL: 'http://localhost:0',
    ...(mailServer ? { SMTP_URL: mailServer } : {}),
  })
  return {
    url,
    folder,
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
