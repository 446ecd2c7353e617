import type { Request } from 'express'
import type { Access } from '#access/access.ts'
import type { Session } from '#access/sessions.ts'
import type { StaffMember } from '#modules/clinic/published.ts'
import type { Known } from '#web/directory.ts'
import { founder, founding, isAtThisMachine } from '#web/founder.ts'
import { kioskRole } from '#web/kiosk/confined.ts'
import { negotiate, streamType } from '#web/negotiate.ts'
import { presented } from '#web/presented.ts'
import { roleTitle, roleTitleOf } from '#web/sign-in/roles.ts'
import { visitorId, visitorToken } from '#web/sign-in/visitors.ts'
import type { Presence, Recognised, Site, Viewer } from '#web/site.ts'

/** Somebody of the clinic in one of the roles they have now; nothing where they have it no more. */
function atWork(member: StaffMember, role: string): Viewer | undefined {
  if (!member.roles.includes(role)) return undefined
  return {
    actor: { id: member.id, role, onBehalfOf: null },
    name: member.name,
    roleTitle: roleTitleOf(member, role),
    kind: 'staff',
    seat: undefined,
    roles: member.roles,
  }
}

/** A screen that somebody of the clinic left to whoever comes in: as long as they work here. */
function leftAlone({ id }: StaffMember): Viewer {
  return {
    actor: { id, role: kioskRole, onBehalfOf: null },
    name: 'Kiosk',
    roleTitle: roleTitle(kioskRole),
    kind: 'staff',
    seat: undefined,
  }
}

/** Whom a session or a token is for, by what the read models say now: suspended or erased, it is nobody. */
export function viewerOf(
  known: Known,
  { person, role }: Pick<Session, 'person' | 'role'>,
): Viewer | undefined {
  if (role !== 'patient') {
    const member = known.staff.find(({ id }) => id === person)
    return member && (role === kioskRole ? leftAlone(member) : atWork(member, role))
  }
  const name = known.nameOf(person)
  if (!name) return undefined
  return {
    actor: { id: person, role, onBehalfOf: null },
    name,
    roleTitle: 'Patient',
    kind: 'patient',
    seat: undefined,
  }
}

/** Nobody yet: told apart from other visitors, and of no role but that one. */
export function visitor(id: string): Viewer {
  return {
    actor: { id, role: 'visitor', onBehalfOf: null },
    name: 'Nobody yet',
    roleTitle: 'Visitor',
    kind: 'patient',
    seat: undefined,
  }
}

// What a page asks for by itself keeps nobody signed in.
const isPolling = ({ method, headers }: Request) =>
  method === 'GET' && (headers['hx-request'] === 'true' || headers.accept === streamType)

const kept = new WeakSet<Access>()

/** Whether an admin can sign in, after which nobody is let in for sitting at the machine. */
export function hasKeyholder(access: Access, known: Known): boolean {
  if (kept.has(access)) return true
  const admins = known.staff.filter(({ roles }) => roles.includes('admin')).map(({ id }) => id)
  const found = access.credentials.anyOf(admins)
  if (found) kept.add(access)
  return found
}

function byToken(access: Access, known: Known, token: string, now: number): Presence | undefined {
  const found = access.machineTokens.find(token, now)
  const viewer = found && viewerOf(known, found)
  if (!found || !viewer) return undefined
  return {
    kind: 'present',
    viewer,
    recognised: { session: undefined, browser: found.id, machine: true },
  }
}

function bySession(
  access: Access,
  known: Known,
  session: Session,
  now: number,
): Presence | undefined {
  const recognised: Recognised = { session, browser: session.id, machine: false }
  if (session.person === founder) {
    if (!hasKeyholder(access, known)) return { kind: 'set-up', viewer: founding, recognised }
    access.sessions.end(session.id, now)
    return undefined
  }
  const viewer = viewerOf(known, session)
  if (!viewer) {
    // Suspended, erased, or without the role that was worked in: over at once, here and everywhere.
    access.sessions.endAll(session.person, now)
    return undefined
  }
  if (session.level === 'full') return { kind: 'present', viewer, recognised }
  return { kind: 'present', viewer: visitor(session.id), recognised }
}

/**
 * A browser that comes without a token gets one now, so that its forms, its passkeys and its mailed links
 * are its own from the first page on; a program is told apart by its address.
 */
function asVisitor(
  request: Request,
  access: Access,
  token: string | undefined,
  address: string,
): Recognised {
  const isBrowser = request.method === 'GET' && negotiate(request)?.kind === 'html'
  const fresh = token === undefined && isBrowser ? visitorToken(access.box) : undefined
  const kept = token ?? fresh
  const browser =
    kept === undefined
      ? visitorId(access.box, 'address', address)
      : visitorId(access.box, 'token', kept)
  return { session: undefined, browser, machine: false, ...(fresh ? { fresh } : {}) }
}

/** Who looks, by the session or the token that the request presents; without either, a visitor. */
export function presenceBySignIn(
  request: Request,
  site: Site,
  access: Access,
  known: Known,
  address: string,
): Presence {
  const { secure, publicUrl } = site.settings
  const now = site.clock.wall()
  const shown = presented(request, secure)
  const token = shown?.token ?? ''
  if (shown?.kind === 'bearer') {
    const machine = byToken(access, known, token, now)
    if (machine) return machine
  }
  if (shown?.kind === 'cookie') {
    const session = access.sessions.find(token, now, !isPolling(request))
    const present = session && bySession(access, known, session, now)
    if (present) return present
  }
  const recognised = asVisitor(
    request,
    access,
    shown?.kind === 'cookie' ? token : undefined,
    address,
  )
  const id = recognised.browser
  if (hasKeyholder(access, known)) return { kind: 'present', viewer: visitor(id), recognised }
  if (!isAtThisMachine(request, publicUrl)) {
    // A printed link may still make somebody the founder.
    return request.path.startsWith('/sign-in/')
      ? { kind: 'present', viewer: visitor(id), recognised }
      : { kind: 'closed' }
  }
  return { kind: 'set-up', viewer: founding, recognised }
}
