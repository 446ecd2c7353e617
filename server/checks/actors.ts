import { categoryOf, type Envelope, idOf } from '#kernel/event.ts'
import type { Reach } from '#kernel/option.ts'
import type { Registry } from '#kernel/registry.ts'
import { dayOf } from '#values/local-time.ts'
import { type AnyCheck, check, type Report } from './check.ts'
import { isProcess } from './commands.ts'

type Colleague = { roles: readonly string[]; isSuspended: boolean }
type Proxy = { person: string; readonly proxy: string | null; readonly until: string }

/** Who was who at a position of the log: folded from what happened to them, names apart. */
type Rolls = {
  zone: string
  readonly staff: Map<string, Colleague>
  readonly people: Set<string>
  readonly wards: Map<string, string>
  readonly proxies: Map<string, Proxy>
  /** What each command under way asks for. */
  readonly asked: Map<string, string>
}

type Data = Readonly<Record<string, unknown>>
type Fold = (rolls: Rolls, id: string, data: Data) => void

const suspend =
  (isSuspended: boolean): Fold =>
  ({ staff }, id) => {
    const known = staff.get(id)
    if (known) known.isSuspended = isSuspended
  }

const guard: Fold = ({ wards }, id, { guardian }) => {
  if (typeof guardian === 'string') wards.set(id, guardian)
}

// What was folded into another record is that one's from then on.
const merge: Fold = ({ wards, proxies, people }, id, data) => {
  const into = String(data['into'])
  for (const [ward, guardian] of wards) if (guardian === id) wards.set(ward, into)
  for (const [link, one] of proxies) {
    const [person, proxy] = [one.person, one.proxy].map((who) => (who === id ? into : who))
    proxies.set(link, { ...one, person: person ?? '', proxy: proxy ?? null })
  }
  people.delete(id)
}

const folds: Readonly<Record<string, Fold>> = {
  ClinicSetUp: (rolls, _, { zone }) => {
    rolls.zone = String(zone)
  },
  StaffJoined: ({ staff }, id, { roles }) =>
    void staff.set(id, { roles: roles as readonly string[], isSuspended: false }),
  RolesChanged: ({ staff }, id, { roles }) => {
    const known = staff.get(id)
    if (known) known.roles = roles as readonly string[]
  },
  StaffSuspended: suspend(true),
  StaffRestored: suspend(false),
  PersonRegistered(rolls, id, data) {
    rolls.people.add(id)
    guard(rolls, id, data)
  },
  PersonWithdrawn: ({ people }, id) => void people.delete(id),
  PersonErased: ({ people }, id) => void people.delete(id),
  RecordsMerged: merge,
  GuardianSet: guard,
  GuardianEnded: ({ wards }, id) => void wards.delete(id),
  ProxyNamed: ({ proxies }, id, data) => {
    const { link, proxy, until } = data as { link: string; proxy: string | null; until: string }
    proxies.set(link, { person: id, proxy, until })
  },
  ProxyEnded: ({ proxies }, _, { link }) => void proxies.delete(String(link)),
}

function checkActor({ staff, people }: Rolls, event: Envelope, report: Report): void {
  const { actor, role } = event
  if (role === 'patient') {
    if (!people.has(actor)) report(event, 'a person with a record', `${actor} as patient`)
    return
  }
  const known = staff.get(actor)
  if (!known) report(event, 'somebody who works here', `${actor} as ${role}`)
  else if (known.isSuspended) report(event, 'somebody who is not suspended', actor)
  // A kiosk is a screen that somebody who works here left alone.
  else if (role !== 'kiosk' && !known.roles.includes(role)) {
    report(event, `${actor} as ${known.roles.join(' or ')}`, `as ${role}`)
  }
}

function hasLink({ wards, proxies, zone }: Rolls, event: Envelope, person: string): boolean {
  const { actor, at } = event
  if (wards.get(person) === actor) return true
  const today = dayOf(at, zone)
  return [...proxies.values()].some(
    (one) => one.person === person && one.proxy === actor && today <= one.until,
  )
}

/** Whom it is done for: themselves, or somebody whom the log says that they act for. */
function checkForWhom(rolls: Rolls, event: Envelope, report: Report): void {
  const { actor, onBehalfOf, role, stream } = event
  if (role !== 'patient') return
  const person = onBehalfOf ?? actor
  const whose = idOf(stream)
  if (rolls.people.has(whose) && whose !== person) {
    report(event, `the person whom it is done for, ${whose}`, person)
  } else if (person !== actor && !hasLink(rolls, event, person)) {
    report(event, `a ward of ${actor}, or somebody whose proxy they are`, person)
  }
}

const unknownActors = ['system', 'visitor']

function takeEvent(
  rolls: Rolls,
  event: Envelope,
  by: Readonly<Record<string, Reach>> | undefined,
  report: Report,
): void {
  const { role, type } = event
  // A link's holder, and whoever sets the clinic up, are nobody yet whom the log could know.
  const isAnybody = by !== undefined && Object.hasOwn(by, 'anybody')
  if (by && !isAnybody && !Object.hasOwn(by, role)) {
    report(event, Object.keys(by).join(' or '), role)
    return
  }
  if (isAnybody || unknownActors.includes(role) || type === 'ClinicSetUp') return
  checkActor(rolls, event, report)
  checkForWhom(rolls, event, report)
}

/**
 * L5: whoever did something existed then, was not suspended, held the role that stands on it, and that role
 * may do it; on behalf of somebody else only staff, guardians and proxies act. Whether a ward had come of age
 * is asked when it is done: birth dates are sealed, and a check opens nothing.
 */
export function actorsWereAllowed({ intents }: Registry): AnyCheck {
  return check<Rolls>({
    id: 'L5',
    title: 'Everybody who did something worked here or was a patient, and was allowed to',
    begin: () => ({
      zone: 'Etc/UTC',
      staff: new Map(),
      people: new Set(),
      wards: new Map(),
      proxies: new Map(),
      asked: new Map(),
    }),
    take(rolls, event, report) {
      const { stream, type, command } = event
      if (isProcess(stream)) return
      if (categoryOf(stream) === 'command') {
        const { intent } = event.data as { intent?: string }
        if (type === 'CommandReceived' && intent) rolls.asked.set(command, intent)
        else rolls.asked.delete(command)
        return
      }
      takeEvent(rolls, event, intents.get(rolls.asked.get(command) ?? '')?.by, report)
      folds[type]?.(rolls, idOf(stream), event.data as Data)
    },
  })
}
