import { randomUUIDv7 as v7 } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewCommand } from '#kernel/command.ts'
import type { Actor } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import { itemStream } from '#modules/dispensary/published.ts'
import { registrationStream } from '#modules/people/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { openReader } from '#store/sqlite/connection.ts'
import { databaseName, type OpenFiles, openFiles } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { makeDemo } from '../server/demo/make.ts'
import { modules } from '../server/modules.ts'

/** Who and what the load is spread over. */
export type Cast = { readonly patients: readonly string[]; readonly items: readonly string[] }

const root = join(import.meta.dirname, '..')
const migrations = join(root, 'migrations')
const castFile = 'bench.json'
const desk: Actor = { id: 'system:bench', role: 'system', onBehalfOf: null }

/** The clinic's files in this thread, with time running on from the last event. */
export function openClinicFiles(folder: string): OpenFiles {
  const begun = existsSync(join(folder, databaseName)) ? lastAt(folder) : Date.now()
  const started = performance.now()
  return openFiles({
    folder,
    registry: register(modules),
    migrations: readMigrations(migrations),
    clock: () => Math.round(begun + performance.now() - started),
    random: machineRandom(),
  })
}

function lastAt(folder: string): number {
  const db = openReader(join(folder, databaseName))
  const found = db.prepare('SELECT max(clinic_time) AS at FROM head').get() as { at: number }
  db.close()
  return found.at
}

/** How many events there are. */
export function eventsIn(folder: string): number {
  const db = openReader(join(folder, databaseName))
  const found = db.prepare('SELECT max(position) AS head FROM events').get() as { head: number }
  db.close()
  return found.head
}

/** Makes the demo clinic with so many more patients, and items of which there are plenty. */
export async function makeClinic(folder: string, patients: number): Promise<Cast> {
  const wallNow = Date.now()
  await makeDemo({ folder, registry: register(modules), migrations, wallNow, say: () => {} })
  const files = openClinicFiles(folder)
  const cast = { patients: ids(patients), items: ids(20) }
  carryOut(files, [...cast.patients.map(registration), ...cast.items.map(addition)])
  const stock = cast.items.flatMap((id) => Array.from({ length: 5 }, () => delivery(id)))
  carryOut(files, [...stock, ...cast.patients.map((id) => topUp(id, 50_000))])
  files.close()
  writeFileSync(join(folder, castFile), JSON.stringify(cast))
  return cast
}

/** The cast of a folder that was made by `makeClinic`. */
export function castOf(folder: string): Cast {
  return JSON.parse(readFileSync(join(folder, castFile), 'utf8'))
}

/** Tops wallets up until there are so many events. Says how far it is every hundred thousand. */
export function growTo(folder: string, events: number, say: (sentence: string) => void): void {
  const { patients } = castOf(folder)
  const files = openClinicFiles(folder)
  let said = 0
  for (let next = 0; files.writer.head() < events; next += 500) {
    const batch = Array.from({ length: 500 }, (_, index) => patientAt(patients, next + index))
    carryOut(
      files,
      batch.map((id) => topUp(id, 100)),
    )
    const reached = Math.floor(files.writer.head() / 100_000)
    if (reached > said) say(`${reached * 100},000 events`)
    said = reached
  }
  files.close()
}

/** Patients by turns. */
export function patientAt(patients: readonly string[], number: number): string {
  return patients[number % patients.length] ?? ''
}

const ids = (count: number) => Array.from({ length: count }, () => v7())

/** A command that the desk sends. */
export function command(
  intent: string,
  target: string,
  data: object,
  id: string = v7(),
): NewCommand {
  return { id, intent, target, actor: desk, data }
}

function registration(id: string, index: number): NewCommand {
  const data = {
    given: 'Robin',
    family: `Bench${'abcdefghij'[index % 10]}`,
    dob: '1980-02-03',
    email: `robin.${index}@example.org`,
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: 'They share nothing but the day',
  }
  return command('register-patient', registrationStream(id), data, id)
}

function addition(id: string, index: number): NewCommand {
  const data = {
    code: `BENCH-${index}`,
    name: `Bench item ${index}`,
    unit: 'one',
    price: 100,
    taxRate: 20,
    stocked: true,
    reorderLevel: 1,
    lots: false,
    returnable: true,
    maxPerOrder: 99,
  }
  return command('add-catalogue-item', itemStream(id), data, id)
}

function delivery(id: string): NewCommand {
  const data = { quantity: 9_999, lot: '', expires: null, supplierReference: '' }
  return command('receive-stock', itemStream(id), data)
}

/** A payment in cash, in pence. */
export function topUp(patient: string, amount: number): NewCommand {
  const data = { amount, method: 'cash', reference: '', second: false }
  return command('top-up-wallet', walletStream(patient), data)
}

/** Carries commands out, a few hundred a transaction. Throws where one does not succeed. */
export function carryOut({ writer }: OpenFiles, commands: readonly NewCommand[]): void {
  for (let from = 0; from < commands.length; from += 250) {
    const { submissions } = writer.batch(commands.slice(from, from + 250))
    while (writer.hasWork()) writer.batch([])
    for (const submission of submissions) {
      const state = submission.kind === 'accepted' ? submission.command.state : submission.kind
      if (state === 'succeeded' || state === 'in-progress' || state === 'received') continue
      throw new Error(`It was to succeed: ${JSON.stringify(submission)}`)
    }
  }
}
