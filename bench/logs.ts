import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { growTo, makeClinic } from './clinic.ts'

const patients = 1_000
const patientsOfSmall = 64

/** A clinic with a thousand more patients, made once. */
export const mediumLog = () => made('medium', (folder) => makeClinic(folder, patients))

/** The demo clinic with a few more patients: the smallest log that there is. */
export const smallLog = () => made('small', (folder) => makeClinic(folder, patientsOfSmall))

/** A clinic with so many events, which takes minutes to make and is kept for the next time. */
export const bigLog = (events: number) =>
  made(String(events), async (folder) => {
    await makeClinic(folder, patients)
    growTo(folder, events, (sentence) => console.log(`  ${sentence}`))
  })

async function made(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(tmpdir(), `frontdesk-bench-${name}`)
  if (existsSync(folder)) return folder
  // Made apart and renamed, so that a folder of this name is always whole.
  const apart = `${folder}-making`
  rmSync(apart, { recursive: true, force: true })
  mkdirSync(apart, { recursive: true })
  await make(apart)
  renameSync(apart, folder)
  return folder
}
