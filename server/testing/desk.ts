import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { approvalsModule } from '#modules/approvals/module.ts'
import { clinicModule } from '#modules/clinic/module.ts'
import { clinicStream } from '#modules/clinic/published.ts'
import { dispensaryModule } from '#modules/dispensary/module.ts'
import { itemStream } from '#modules/dispensary/published.ts'
import { helpDeskModule } from '#modules/help-desk/module.ts'
import { noticesModule } from '#modules/notices/module.ts'
import { peopleModule } from '#modules/people/module.ts'
import { confirmationSecret, personStream, registrationStream } from '#modules/people/published.ts'
import { walletsModule } from '#modules/wallets/module.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { Seat } from '#web/site.ts'
import { openWorld, type World, type WorldSettings } from './world.ts'

/** Who and what is in the small clinic that the web's tests play in. */
export const ids = {
  sam: storyId(101),
  nora: storyId(102),
  kofi: storyId(103),
  ada: storyId(104),
  aisha: storyId(201),
  maria: storyId(202),
  socks: storyId(301),
  tape: storyId(302),
} as const

const seat = (name: string, id: string, full: string, role: string): Seat => ({
  seat: name,
  id,
  name: full,
  role,
  roleTitle: role,
})

export const seats: readonly Seat[] = [
  seat('sam', ids.sam, 'Sam Pell', 'receptionist'),
  seat('nora', ids.nora, 'Nora Bright', 'manager'),
  seat('kofi', ids.kofi, 'Kofi Mensah', 'dispenser'),
  seat('aisha', ids.aisha, 'Aisha Rahman', 'patient'),
  seat('maria', ids.maria, 'Maria Santos', 'patient'),
]

const system: Actor = { id: 'system:demo', role: 'system', onBehalfOf: null }

async function staff(
  world: World,
  { id, name, role, roleTitle, seat: place }: Seat,
): Promise<void> {
  await world.command(
    'add-staff',
    `staff-${id}`,
    { name, roles: [role], roleTitle, seat: place },
    system,
    id,
  )
}

async function patient(
  world: World,
  id: string,
  given: string,
  family: string,
  pence: number,
  number: number,
): Promise<void> {
  const data = {
    given,
    family,
    dob: '1980-02-03',
    email: `${given.toLowerCase()}@example.org`,
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: null,
  }
  await world.command('register-patient', registrationStream(id), data, system, id)
  const secret = world.store.secretFor(confirmationSecret(id))
  const link = { request: id, secret }
  await world.command('confirm-email', personStream(id), link, system, storyId(number + 50))
  await world.command(
    'top-up-wallet',
    walletStream(id),
    { amount: pence, method: 'cash', reference: '', second: false },
    system,
    storyId(number),
  )
}

async function item(
  world: World,
  id: string,
  code: string,
  name: string,
  price: number,
  number: number,
): Promise<void> {
  const data = {
    code,
    name,
    unit: 'one',
    price,
    taxRate: 20,
    stocked: true,
    reorderLevel: 1,
    lots: false,
    returnable: true,
    maxPerOrder: 99,
  }
  await world.command('add-catalogue-item', itemStream(id), data, system, id)
  await world.command(
    'receive-stock',
    itemStream(id),
    { quantity: 5, lot: '', expiry: null, note: '' },
    system,
    storyId(number),
  )
}

/** The clinic's modules, as far as the web's tests play in them. */
export const deskModules = [
  clinicModule,
  peopleModule,
  walletsModule,
  approvalsModule,
  dispensaryModule,
  noticesModule,
  helpDeskModule,
]

/** A small clinic with a desk, a manager, a dispenser, two patients and two items on the shelf. */
export async function openDesk(more: Partial<WorldSettings> = {}): Promise<World> {
  const world = await openWorld({ modules: deskModules, seats, ...more })
  await world.command(
    'set-up-clinic',
    clinicStream,
    {
      name: 'Harbour Lane Clinic',
      shortName: 'Harbour Lane',
      zone: 'Europe/London',
      currency: 'GBP',
      country: 'GB',
      phone: '01632 960140',
      hours: 'Mon to Fri 08:00–18:30',
      firstAdmin: '',
      demo: true,
    },
    system,
    storyId(901),
  )
  for (const one of seats.filter(({ role }) => role !== 'patient')) await staff(world, one)
  await patient(world, ids.aisha, 'Aisha', 'Rahman', 1630, 401)
  await patient(world, ids.maria, 'Maria', 'Santos', 5000, 402)
  await item(world, ids.socks, 'SOCK-M', 'Support socks, M', 1950, 501)
  await item(world, ids.tape, 'TAPE-5', 'Tape', 995, 502)
  return world
}

/** The hidden fields of the first form of a name on a page, as a browser would send them. */
export function hiddenOf(html: string, name: string): Record<string, string> {
  const begin = html.indexOf(`<form name="${name}"`)
  if (begin < 0) throw new Error(`There is no form ${name} on the page`)
  const form = html.slice(begin, html.indexOf('</form>', begin))
  const inputs = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, field = '', value = '']) => [field, value]))
}

/** A part of an answer by its path, e.g. `pick(body, '_links', 'self', 'href')`; undefined where it is not. */
export function pick(body: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    body,
  )
}
