import { randomUUID } from 'node:crypto'
import type { Access } from '#access/access.ts'
import { type LinkPurpose, linkPath, linkSecret } from '#access/links.ts'
import type { Level } from '#access/sessions.ts'
import { staffByEmail } from '#modules/clinic/published.ts'
import { messageStream } from '#modules/notices/published.ts'
import { peopleByEmail, personById, recordStatus } from '#modules/people/published.ts'
import { freshId } from '#web/ids.ts'
import { giveToken } from '#web/sign-in/cookies.ts'
import { deviceOf } from '#web/sign-in/devices.ts'
import type { Visit } from '#web/visit.ts'

/** Somebody who could sign in. */
export type Account = {
  readonly person: string
  readonly kind: 'staff' | 'patient'
  readonly role: string
  readonly name: string
  readonly email: string
}

// A family that shares one address; more than these would be guessed at all at once.
const sharedMost = 6

/** E-mail addresses as they are compared and counted. */
export function asAddress(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase().slice(0, 254)
}

/** Whose address this is: somebody who works here, or those whose record has it. */
export async function accountsAt({ site }: Visit, typed: string): Promise<readonly Account[]> {
  const email = asAddress(typed)
  if (!email.includes('@')) return []
  const [member, people] = await Promise.all([
    site.store.query(staffByEmail(email)),
    site.store.query(peopleByEmail(email)),
  ])
  const atWork: readonly Account[] =
    member?.status === 'active'
      ? [{ person: member.id, kind: 'staff', role: member.role, name: member.name, email }]
      : []
  const patients = people
    .slice(0, sharedMost)
    .map(({ id, name }): Account => ({ person: id, kind: 'patient', role: 'patient', name, email }))
  return [...atWork, ...patients]
}

/** The account of a person by their id; nothing where they may not sign in now. */
export async function accountOf(
  { site, known }: Visit,
  person: string,
): Promise<Account | undefined> {
  const member = known.staff.find(({ id }) => id === person)
  if (member) {
    const { role, name, email } = member
    return { person, kind: 'staff', role, name, email }
  }
  // A record that was closed, folded into another or erased signs nobody in.
  if ((await site.store.query(recordStatus(person))) !== 'open') return undefined
  const found = await site.store.query(personById(person))
  return found && { person, kind: 'patient', role: 'patient', name: found.name, email: found.email }
}

/** How far somebody is signed in who has shown one thing: staff always show a second. */
export function levelAfterFirst(access: Access, { person, kind }: Account): Level {
  if (access.credentials.hasFactor(person)) return 'code'
  return kind === 'staff' ? 'enrol' : 'full'
}

/** Signs somebody in under a new token; whatever session the browser had ends. */
export function signIn(visit: Visit, access: Access, account: Account, level: Level): void {
  const { site, request, response, recognised } = visit
  const now = site.clock.wall()
  if (recognised.session) access.sessions.end(recognised.session.id, now)
  const { person, kind, role } = account
  const device = deviceOf(request.headers['user-agent'] ?? '')
  const { token } = access.sessions.begin({ person, kind, role, level, device }, now)
  giveToken(response, site, token)
}

/** Goes on with the session under a new token. */
export function goOn(
  visit: Visit,
  access: Access,
  change: Parameters<Access['sessions']['renew']>[1],
): void {
  const { session } = visit.recognised
  if (!session) throw new Error('There is no session to go on with')
  giveToken(
    visit.response,
    visit.site,
    access.sessions.renew(session.id, change, visit.site.clock.wall()).token,
  )
}

const templates: Readonly<Record<Exclude<LinkPurpose, 'first'>, string>> = {
  'sign-in': 'sign-in',
  reset: 'new-password',
}

/**
 * Mails a link, without waiting for it: how long an answer takes must not tell whether there was anybody
 * to write to.
 */
export function mailLink(
  visit: Visit,
  access: Access,
  purpose: Exclude<LinkPurpose, 'first'>,
  { person, email }: Account,
): void {
  const { site, recognised } = visit
  const id = access.links.open(purpose, person, recognised.browser, site.clock.wall())
  const sent = site.store.submit({
    id: freshId(),
    intent: 'send-message',
    target: messageStream(randomUUID()),
    actor: { id: 'system:sign-in', role: 'system', onBehalfOf: person },
    data: {
      person,
      kind: 'account',
      template: templates[purpose],
      to: email,
      facts: {},
      link: { path: linkPath(id), secret: linkSecret(id) },
    },
  })
  sent.catch((error) => site.log.error({ err: error }, 'a link could not be mailed'))
}
