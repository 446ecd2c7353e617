// `npm start`, `npm run serve` and `npm run dev`: the server under a small parent that starts it
// again. `--demo` loads the demo clinic into an empty log, `--watch` follows changed files.
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nodeFlags, withNodeSettings } from '../server/node-settings.ts'
import { supervise } from '../server/supervisor.ts'

const server = join(dirname(dirname(fileURLToPath(import.meta.url))), 'server')
const supervised = pathToFileURL(join(server, 'supervised.ts')).href
const flags = process.argv.includes('--watch')
  ? ['--watch', '--watch-preserve-output']
  : ['--import', supervised]
const environment = process.argv.includes('--demo')
  ? { ...process.env, SEED_DEMO: process.env.SEED_DEMO ?? '1' }
  : process.env

process.exitCode = await supervise(
  [...nodeFlags, ...flags, join(server, 'main.ts')],
  withNodeSettings(environment),
)
