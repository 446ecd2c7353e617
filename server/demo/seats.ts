import { type Query, row } from '#kernel/query.ts'
import { type StaffMember, staffMembers } from '#modules/clinic/published.ts'
import { type PersonRow, peopleByName } from '#modules/people/published.ts'
import { stories } from './script/stories.ts'

/** Somebody a visitor of the demo may sit in for. */
export type DemoSeat = {
  readonly seat: string
  readonly id: string
  readonly name: string
  readonly role: string
  readonly roleTitle: string
}

type Ask = <Answer>(query: Query<Answer>) => Promise<Answer>

/** Whom visitors most want to be, first. */
const first = ['maria', 'aisha', 'kofi', 'nora', 'ada', 'sam']

function staffSeat({ seat, id, name, role, roleTitle }: StaffMember): readonly DemoSeat[] {
  return seat === '' ? [] : [{ seat, id, name, role, roleTitle }]
}

function patientSeats(people: readonly PersonRow[]): readonly DemoSeat[] {
  return stories
    .filter(({ canSit }) => canSit)
    .flatMap(({ key, given, family }) => {
      // Of two records with one name the older comes first: it is the script's.
      const found = people.find((one) => one.given === given && one.family === family)
      if (!found) return []
      return [{ seat: key, id: found.id, name: found.name, role: 'patient', roleTitle: 'patient' }]
    })
}

/** The screen at the door, on which people collect their orders: somebody at the desk left it there. */
function kioskSeat(seats: readonly DemoSeat[]): readonly DemoSeat[] {
  const host = seats.find(({ role }) => role === 'receptionist')
  const seat = { seat: 'kiosk', name: 'Kiosk', role: 'kiosk', roleTitle: 'the screen at the door' }
  return host ? [{ ...seat, id: host.id }] : []
}

function rank({ seat }: DemoSeat): number {
  const place = first.indexOf(seat)
  return place < 0 ? first.length : place
}

/** The demo's seats: those of the pictures first, then the other staff, then the other patients. */
async function readSeats(ask: Ask): Promise<readonly DemoSeat[]> {
  const [staff, people] = await Promise.all([ask(staffMembers()), ask(peopleByName())])
  const seats = [...staff.flatMap(staffSeat), ...patientSeats(people)]
  const sorted = seats.toSorted((one, other) => rank(one) - rank(other))
  return [...sorted, ...kioskSeat(sorted)]
}

type Newest = { readonly id: string; readonly name: string | null }

/** Whoever was registered last since a moment (ms): they can be sat in for as well, to see what they see. */
async function newestSeat(ask: Ask, since: number): Promise<readonly DemoSeat[]> {
  const found = await ask(
    row<Newest>(
      `SELECT r.id, p.name FROM {processes} r LEFT JOIN {people} p ON p.id = r.id
       WHERE r.name = 'registration' AND r.began_at >= ? ORDER BY r.began_at DESC LIMIT 1`,
      since,
    ),
  )
  if (!found) return []
  const name = found.name ?? 'Somebody new'
  return [{ seat: 'newest', id: found.id, name, role: 'patient', roleTitle: 'registered last' }]
}

const known = new WeakMap<Ask, Promise<readonly DemoSeat[]>>()

/**
 * Whom a visitor may sit in for, and whoever was registered last since a moment (ms). The others stay as
 * they are as long as the demo's files do, so each `ask` reads them once; a reading without any, or one that
 * failed, is not kept.
 */
export async function demoSeats(ask: Ask, since: number): Promise<readonly DemoSeat[]> {
  return [...(await lastingSeats(ask)), ...(await newestSeat(ask, since))]
}

async function lastingSeats(ask: Ask): Promise<readonly DemoSeat[]> {
  const reading = known.get(ask) ?? readSeats(ask)
  known.set(ask, reading)
  try {
    const seats = await reading
    if (seats.length === 0) known.delete(ask)
    return seats
  } catch (error) {
    // The store could not be asked: the next one to come tries again.
    known.delete(ask)
    throw error
  }
}
