import type { Request } from 'express'
import type { StaffMember } from '#modules/clinic/published.ts'
import type { Known } from '#web/directory.ts'
import type { Seat, Site, Viewer } from '#web/site.ts'

/** Who looks, or why nobody may. */
export type Presence =
  | { readonly kind: 'present'; readonly viewer: Viewer }
  | { readonly kind: 'set-up'; readonly viewer: Viewer }
  | { readonly kind: 'closed' }

const firstSeat = 'sam'
/** Whoever sets the clinic up, before anybody works there. */
const founder = '00000000-0000-7000-8000-000000000000'

/** The cookie's name: `__Host-` binds it to this host, but browsers take that on https alone. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-fd' : 'fd'
}

/** What the session presents, a cookie or a bearer token; nothing where it presents nothing. */
export function presented(
  request: Request,
  secure: boolean,
): { kind: 'cookie' | 'bearer'; token: string } | undefined {
  const bearer = /^Bearer ([A-Za-z0-9._~-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return { kind: 'bearer', token: bearer }
  const begin = `${cookieName(secure)}=`
  const cookie = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(begin))
  return cookie ? { kind: 'cookie', token: cookie.slice(begin.length) } : undefined
}

/** The seat that a token names: all before the first full stop; what follows tells sessions apart. */
export function seatOfToken(token: string): string {
  return token.split('.')[0] ?? ''
}

function inSeat(seat: Seat): Viewer {
  return {
    actor: { id: seat.id, role: seat.role, onBehalfOf: null },
    name: seat.name,
    roleTitle: seat.roleTitle,
    kind: seat.role === 'patient' ? 'patient' : 'staff',
    seat: seat.seat,
  }
}

function atWork({ id, name, role, roleTitle }: StaffMember): Viewer {
  return { actor: { id, role, onBehalfOf: null }, name, roleTitle, kind: 'staff', seat: undefined }
}

const founding: Viewer = {
  actor: { id: founder, role: 'admin', onBehalfOf: null },
  name: 'You',
  roleTitle: 'Setting the clinic up',
  kind: 'staff',
  seat: undefined,
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/

/** Whether a host name means this machine alone. */
export function isLoopback(host: string): boolean {
  return loopback.test(host)
}

const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

// Without sign-in, whoever sits at this machine is the admin, and nobody else is anybody: what a web
// server in front passes on comes from this machine as well, but not from who sits at it.
function isAtThisMachine(request: Request, publicUrl: URL | string): boolean {
  if (passedOn.some((name) => request.headers[name] !== undefined)) return false
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return isLoopback(address) && isLoopback(new URL(publicUrl).hostname)
}

/** Tells who looks. Rights are worked out anew for each request. */
export async function presenceOf(request: Request, site: Site, known: Known): Promise<Presence> {
  const { demo, publicUrl, secure } = site.settings
  if (demo) {
    const seats = (await site.demo?.seats()) ?? []
    const wanted = seatOfToken(presented(request, secure)?.token ?? firstSeat)
    const seat =
      seats.find((one) => one.seat === wanted) ??
      seats.find((one) => one.seat === firstSeat) ??
      seats[0]
    return { kind: seat ? 'present' : 'set-up', viewer: seat ? inSeat(seat) : founding }
  }
  if (!isAtThisMachine(request, publicUrl)) return { kind: 'closed' }
  if (!known.clinic) return { kind: 'set-up', viewer: founding }
  const admin = known.staff.find(({ role }) => role === 'admin')
  return { kind: 'present', viewer: admin ? atWork(admin) : founding }
}
