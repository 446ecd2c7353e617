import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bytesFrom, drawsFrom } from '#demo/random.ts'
import type { Actor } from '#kernel/event.ts'
import type { Module } from '#kernel/module.ts'
import { type Registry, register } from '#kernel/registry.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { itemStream } from '#modules/dispensary/published.ts'
import { confirmationSecret, personStream, registrationStream } from '#modules/people/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import {
  colleagues,
  goods,
  lots,
  lotted,
  opening,
  patients,
  roleOf,
  thing,
  visitOf,
} from './cast.ts'

export const migrations = readMigrations(
  fileURLToPath(new URL('../../migrations', import.meta.url)),
)

const system: Actor = { id: 'system:founding', role: 'system', onBehalfOf: null }

/** A new folder in memory where the machine has one, since thousands of files are written. */
export function newFolder(): string {
  const fast = '/dev/shm'
  return mkdtempSync(join(existsSync(fast) ? fast : tmpdir(), 'frontdesk-simulation-'))
}

/** A folder with a clinic, its patients and its goods, as every simulation begins; to be copied. */
export async function prepareClinic(
  modules: readonly Module[],
): Promise<{ readonly folder: string; remove(): void }> {
  const folder = newFolder()
  const registry: Registry = register(modules)
  const random = bytesFrom(drawsFrom(0))
  const store = openLocalStore({ folder, registry, migrations, clock: () => opening, random })
  await setUp(store)
  for (const name of colleagues) await hire(store, name)
  for (const one of patients) await registerPatient(store, one)
  for (const one of goods) await shelve(store, one)
  await store.close()
  return { folder, remove: () => rmSync(folder, { recursive: true }) }
}

async function does(store: LocalStore, intent: string, target: string, data: object, id?: string) {
  const command = { id: id ?? thing(`${intent} ${target}`), intent, target, actor: system, data }
  const submission = await store.submit(command)
  if (submission.kind === 'accepted' && submission.command.state === 'succeeded') return
  throw new Error(`${intent} did not succeed: ${JSON.stringify(submission)}`)
}

function setUp(store: LocalStore): Promise<void> {
  const clinic = {
    name: 'Harbour Lane Clinic',
    shortName: '',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '01632 960140',
    hours: 'Mon to Fri',
    firstAdmin: '',
    demo: true,
  }
  return does(store, 'set-up-clinic', clinicStream, clinic)
}

function hire(store: LocalStore, name: string) {
  const role = roleOf(name)
  const colleague = { name: `The ${name}`, roles: [role], roleTitle: role, seat: name }
  return does(store, 'add-staff', staffStream(thing(name)), colleague, thing(name))
}

async function registerPatient(
  store: LocalStore,
  { id, given, pence, visit }: (typeof patients)[number],
) {
  const person = {
    given,
    family: 'Khan',
    dob: '1991-02-03',
    email: `${given.toLowerCase()}@example.org`,
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: null,
  }
  await does(store, 'register-patient', registrationStream(id), person, id)
  const link = { request: id, secret: store.secretFor(confirmationSecret(id)) }
  await does(store, 'confirm-email', personStream(id), link)
  if (pence === 0) return
  const wallet = walletStream(id)
  const paid = { amount: pence + visit, method: 'cash', reference: '', second: false }
  await does(store, 'top-up-wallet', wallet, paid)
  const hold = visitOf(given)
  await does(store, 'hold-money', wallet, { hold, amount: visit, for: { kind: 'visit', id: hold } })
  await does(store, 'take-held-money', wallet, { hold, amount: visit })
}

async function shelve(store: LocalStore, { id, quantity, ...known }: (typeof goods)[number]) {
  const item = {
    code: known.code,
    name: known.code,
    unit: 'each',
    price: known.price,
    taxRate: 20,
    stocked: known.stocked,
    reorderLevel: 1,
    lots: id === lotted,
    returnable: true,
    maxPerOrder: known.maxPerOrder,
  }
  await does(store, 'add-catalogue-item', itemStream(id), item, id)
  if (quantity === 0) return
  const deliveries = id === lotted ? lots : [{ lot: '', expires: null }]
  for (const one of deliveries) {
    const delivery = { ...one, quantity: quantity / deliveries.length, supplierReference: '' }
    await does(store, 'receive-stock', itemStream(id), delivery, thing(`delivery ${id} ${one.lot}`))
  }
}
