import type { Access } from '#access/access.ts'
import { codeAt } from '#access/one-time-codes.ts'
import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { personStream } from '#modules/people/published.ts'
import { deskModules } from './desk.ts'
import { openWorld, type World, type WorldSettings } from './world.ts'

/** A password of which nothing is common. */
export const goodPassword = 'over the hills and far'

const system: Actor = { id: 'system:test', role: 'system', onBehalfOf: null }
const visitor: Actor = { id: storyId(999), role: 'visitor', onBehalfOf: null }
// In base 32, and the same each time: a clock that stands still makes its codes plain.
const secrets: Readonly<Record<string, string>> = {
  ada: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  sam: 'KRUGKIDROVUWG2ZAMJZG653OEBTG66BA',
}

export const people = { ada: '', sam: storyId(611), maria: storyId(612), aisha: storyId(613) }

async function registered(world: World, id: string, given: string, family: string): Promise<void> {
  const email = `${given.toLowerCase()}@example.org`
  const data = {
    given,
    family,
    dob: '1980-02-03',
    email,
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: null,
  }
  await world.command(
    'register-patient',
    personStream(id).replace('person', 'registration'),
    data,
    system,
    id,
  )
}

/** The access of a world without seats. */
export function accessOf(world: World): Access {
  if (!world.access) throw new Error('Nobody signs in where there are seats')
  return world.access
}

/** A real clinic in which nobody sits in a seat: Ada the admin, Sam with two roles, and two patients. */
export async function openClinic(more: Partial<WorldSettings> = {}) {
  const world = await openWorld({ modules: deskModules, ...more })
  const clinic = {
    name: 'Harbour Lane Clinic',
    shortName: 'Harbour Lane',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '01632 960140',
    hours: 'Mon to Fri 08:00–18:30',
    firstAdmin: 'Ada Lindqvist',
    adminEmail: 'ada@example.org',
    demo: false,
  }
  await world.command('set-up-clinic', clinicStream, clinic, system, storyId(601))
  world.store.settleAll()
  const founded = (await world.store.stream(clinicStream))[0]?.data as { readonly admin: string }
  const ada = founded.admin
  const invited = {
    name: 'Sam Pell',
    email: 'sam@example.org',
    roles: ['receptionist', 'manager'],
    roleTitle: '',
  }
  const admin: Actor = { id: ada, role: 'admin', onBehalfOf: null }
  await world.command('invite-staff', staffStream(people.sam), invited, admin, people.sam)
  const invitation = (await world.store.stream(staffStream(people.sam)))[0]?.data as {
    readonly request: string
  }
  const access = accessOf(world)
  const accepted = {
    name: 'Sam Pell',
    secret: access.box.secretFor(`invitation:${invitation.request}`),
  }
  await world.command('accept-invitation', staffStream(people.sam), accepted, visitor, storyId(602))
  await registered(world, people.maria, 'Maria', 'Santos')
  await registered(world, people.aisha, 'Aisha', 'Rahman')
  world.store.settleAll()
  const now = world.clock.at
  for (const [person, name] of [
    [ada, 'ada'],
    [people.sam, 'sam'],
  ] as const) {
    await access.credentials.setPassword(person, goodPassword, now)
    const secret = secrets[name] ?? ''
    access.credentials.beginCodes(person, secret, codeAt(secret, now - 30_000), now)
  }
  await access.credentials.setPassword(people.maria, goodPassword, now)
  return { ...world, ids: { ...people, ada } }
}

/** The token that an answer gives the browser; empty where it gives none. */
export function tokenIn(response: Response): string {
  return /^fd=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

/** What somebody types on the first page of sign-in. */
export function typePassword(
  world: World,
  name: string,
  password = goodPassword,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return world.send(
    '/sign-in',
    { email: `${name}@example.org`, password, 'return-to': '/' },
    undefined,
    headers,
  )
}

/** The code that somebody's authenticator shows now. */
export function codeOf(world: World, name: string): string {
  return codeAt(secrets[name] ?? '', world.clock.at)
}

/** Signs somebody in as they would by hand; the token of their browser. Their codes move on half a minute. */
export async function signedIn(world: World, name: string): Promise<string> {
  const first = await typePassword(world, name)
  const half = tokenIn(first)
  if (!secrets[name]) return half
  world.clock.at += 30_000
  const code = codeOf(world, name)
  return tokenIn(await world.send('/sign-in/code', { code, 'return-to': '/' }, half))
}
