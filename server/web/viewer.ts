import type { Request } from 'express'
import { addressOf } from '#web/address.ts'
import type { Known } from '#web/directory.ts'
import { founding } from '#web/founder.ts'
import { presented } from '#web/presented.ts'
import { presenceBySignIn } from '#web/sign-in/presence.ts'
import type { Presence, Seat, Site, Viewer } from '#web/site.ts'

const firstSeat = 'sam'

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

async function presenceBySeat(request: Request, site: Site): Promise<Presence> {
  const token = presented(request, site.settings.secure)?.token
  const seats = (await site.demo?.seats()) ?? []
  const wanted = seatOfToken(token ?? firstSeat)
  const seat =
    seats.find((one) => one.seat === wanted) ??
    seats.find((one) => one.seat === firstSeat) ??
    seats[0]
  const recognised = { session: undefined, browser: token ?? '', machine: false }
  return { kind: seat ? 'present' : 'set-up', viewer: seat ? inSeat(seat) : founding, recognised }
}

/** Tells who looks. Rights are worked out anew for each request. */
export async function presenceOf(request: Request, site: Site, known: Known): Promise<Presence> {
  const { settings, access } = site
  if (settings.demo || !access) return presenceBySeat(request, site)
  const address = addressOf(request, settings.trustProxy ?? 0)
  return presenceBySignIn(request, site, access, known, address)
}
