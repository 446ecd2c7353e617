import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Actor } from '#kernel/event.ts'
import type { Row } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { caseIdOf } from '#modules/help-desk/published.ts'
import { registrationStream } from '#modules/people/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { openReader } from '#store/sqlite/connection.ts'
import { databaseName, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { derivedId } from '#worker/ids.ts'
import { modules } from '../modules.ts'
import { settling } from './tried-settlement.ts'

/**
 * A morning at a clinic, done by real commands, for tests that break its log on purpose: an order that is
 * confirmed, one cancelled, one short of money and mended by a top-up, one short of stock, and one whose
 * step fails until it is stuck and has a case; and one that is stuck as well, and settled by hand.
 */

export const registry = register(modules)
export const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))

const opening = Date.UTC(2026, 10, 23, 9, 0)

const admin: Actor = { id: 'system:founding', role: 'system', onBehalfOf: null }
const sam: Actor = { id: thing('sam'), role: 'receptionist', onBehalfOf: null }
const nora: Actor = { id: thing('nora'), role: 'manager', onBehalfOf: null }
const kofi: Actor = { id: thing('kofi'), role: 'dispenser', onBehalfOf: null }

/** The id of a thing of this morning, by its name. */
export function thing(name: string): string {
  return derivedId(opening, name)
}

/** Bytes that are the same each time, since nothing here is worth hiding. */
export function sameBytes(): (count: number) => Uint8Array {
  let drawn = 0
  return (count) => {
    drawn += 1
    return createHash('shake256', { outputLength: count }).update(String(drawn)).digest()
  }
}

export type TriedClinic = { readonly folder: string; readonly rows: readonly Row[]; remove(): void }

/** Lets the morning happen in a new folder. */
export async function triedClinic(): Promise<TriedClinic> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-checks-'))
  let now = opening
  const store = openLocalStore({
    folder,
    registry,
    migrations: readMigrations(migrations),
    clock: () => now,
    random: sameBytes(),
    fault: ({ intent, target }) =>
      intent === 'reserve-stock' && target === itemStream(thing('strips'))
        ? 'The shelf does not answer'
        : undefined,
  })

  async function does(actor: Actor, intent: string, target: string, data: object, id?: string) {
    now += 1_000
    const command = { id: id ?? thing(`${intent} ${now}`), intent, target, actor, data }
    const submission = await store.submit(command)
    if (submission.kind !== 'accepted') throw new Error(`${intent} was ${submission.kind}`)
    return submission.command
  }

  const order = (name: string, item: string, quantity: number, total: number) =>
    does(
      sam,
      'place-order',
      orderStream(thing(name)),
      {
        patient: thing('aisha'),
        lines: [{ item: thing(item), quantity }],
        total,
        note: 'For Monday',
      },
      thing(name),
    )

  await setUp(does)
  await order('confirmed', 'tape', 2, 1_000)
  await order('cancelled', 'tape', 1, 500)
  const cancelling = { reason: 'mistake', note: '' }
  await does(sam, 'cancel-order', orderStream(thing('cancelled')), cancelling)
  await order('short of money', 'tape', 9, 4_500)
  await order('short of stock', 'sling', 1, 900)
  const paid = { amount: 4_500, method: 'cash', reference: '', second: false }
  await does(sam, 'top-up-and-reorder', orderStream(thing('short of money')), paid)
  await order('stuck', 'strips', 1, 300)
  // The retries of the stuck order come due one after the other, the last after half an hour.
  for (let minute = 0; minute < 50; minute += 1) {
    now += 60_000
    store.settleAll()
  }
  await order('settled', 'strips', 1, 300)
  for (let minute = 0; minute < 50; minute += 1) {
    now += 60_000
    store.settleAll()
  }
  const settled = { id: thing('settled'), actor: nora }
  await does(
    nora,
    'settle-by-hand',
    `case-${caseIdOf(`process.order-${settled.id}`)}`,
    await settling(store, settled),
  )
  store.settleAll()
  store.writer.noteHead(now)
  await store.close()
  return { folder, rows: rowsOf(folder), remove: () => rmSync(folder, { recursive: true }) }
}

type Does = (
  actor: Actor,
  intent: string,
  target: string,
  data: object,
  id?: string,
) => Promise<unknown>

async function setUp(does: Does): Promise<void> {
  const clinic = {
    name: 'Harbour Lane Clinic',
    shortName: '',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '01632 960140',
    hours: 'Mon to Fri',
    firstAdmin: 'Ada Lindqvist',
    demo: true,
  }
  await does(admin, 'set-up-clinic', clinicStream, clinic)
  for (const { id, role } of [sam, kofi, nora]) {
    const colleague = { name: role, roles: [role], roleTitle: role, seat: role }
    await does(admin, 'add-staff', staffStream(id), colleague, id)
  }
  const person = {
    given: 'Aisha',
    family: 'Khan',
    dob: '1991-02-03',
    email: 'aisha@example.org',
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: null,
  }
  await does(sam, 'register-patient', registrationStream(thing('aisha')), person, thing('aisha'))
  const paid = { amount: 2_500, method: 'card', reference: '004417', second: false }
  await does(sam, 'top-up-wallet', walletStream(thing('aisha')), paid)
  await shelve(does, 'tape', 500, 20)
  await shelve(does, 'sling', 900, 0)
  await shelve(does, 'strips', 300, 5)
}

async function shelve(does: Does, name: string, price: number, quantity: number): Promise<void> {
  const item = {
    code: name.toUpperCase(),
    name,
    unit: 'each',
    price,
    taxRate: 20,
    stocked: true,
    reorderLevel: 2,
    lots: false,
    returnable: true,
    maxPerOrder: 99,
  }
  await does(kofi, 'add-catalogue-item', itemStream(thing(name)), item, thing(name))
  if (quantity === 0) return
  const delivery = { quantity, lot: '', expires: null, supplierReference: '' }
  await does(kofi, 'receive-stock', itemStream(thing(name)), delivery)
}

/** The log of a folder, row by row. */
export function rowsOf(folder: string): readonly Row[] {
  const db = openReader(join(folder, databaseName))
  const found = db.prepare('SELECT * FROM events ORDER BY position').all() as Row[]
  db.close()
  return found
}
