import { equal, match, throws } from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { newFolder } from '../contract/toy-clinic.ts'
import { PlainError } from './connection.ts'
import { lockFolder } from './lock.ts'

const program = `
  import { lockFolder } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
  try {
    lockFolder(process.argv[1])
    globalThis.gc()
    console.log('locked')
    process.stdin.resume()
  } catch (error) {
    console.log(error.message)
    process.exitCode = 1
  }`

const words = ['--expose-gc', '--input-type=module', '-e', program]

test('a second process is refused in plain words, and may begin once the first has ended', () => {
  const folder = newFolder()
  const release = lockFolder(folder)
  const second = spawnSync(process.execPath, [...words, folder], { encoding: 'utf8', input: '' })
  equal(second.status, 1)
  match(second.stdout, /Frontdesk is running already with the data folder .*Stop it first/)
  release()
  const third = spawnSync(process.execPath, [...words, folder], { encoding: 'utf8', input: '' })
  match(third.stdout, /^locked/)
})

test('a lock is held though nothing in the program refers to it, and a process that was killed leaves no lock behind', async () => {
  const folder = newFolder()
  const other = spawn(process.execPath, [...words, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [said] = await once(other.stdout, 'data')
  match(String(said), /^locked/)
  throws(() => lockFolder(folder), PlainError)
  other.kill('SIGKILL')
  await once(other, 'exit')
  lockFolder(folder)()
})
