import type { NavigationEntry } from '#kernel/page.ts'
import { linkAboutPage } from '#web/about-page.ts'
import { kioskRole } from '#web/kiosk/confined.ts'
import { maySearch } from '#web/may-search.ts'
import type { PageHead } from '#web/page-head.ts'
import { roleTitle } from '#web/sign-in/roles.ts'
import type { Site } from '#web/site.ts'
import { hereFor } from '#web/standing.ts'
import { pathOf, type Visit } from '#web/visit.ts'

type Place = {
  readonly rel: string
  readonly href: string
  readonly title: string
  readonly current: boolean
  readonly count: number
  readonly unlisted: boolean
}

const entriesOf = new WeakMap<Site, readonly NavigationEntry[]>()

/** All modules' navigation in order, worked out once. */
function navigationOf(site: Site): readonly NavigationEntry[] {
  const known = entriesOf.get(site)
  if (known) return known
  const all = site.registry.modules.flatMap((module) => module.navigation)
  const sorted = [...all].sort((a, b) => a.order - b.order)
  entriesOf.set(site, sorted)
  return sorted
}

const isHere = (path: string, href: string) =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)

function placeNamed(visit: Visit, rel: string, href: string, title: string): Place {
  const current = isHere(pathOf(visit), href)
  return { rel, href, title, current, count: 0, unlisted: false }
}

/** The navigation as this viewer has it, each entry with the number that waits there. */
export async function navigationFor(visit: Visit): Promise<readonly Place[]> {
  const { site, viewer } = visit
  const entries = navigationOf(site).filter(({ by }) => by.includes(viewer.actor.role))
  const places = await Promise.all(
    entries.map(async ({ rel, href, also = [], title, count, unlisted = false }) => {
      const to = href.replace(':me', viewer.actor.id)
      return {
        rel,
        href: to,
        title,
        current: [to, ...also].some((place) => isHere(pathOf(visit), place)),
        count: count ? await site.store.query(count) : 0,
        unlisted,
      }
    }),
  )
  const first = viewer.kind === 'patient' ? 'Home' : 'Today'
  const workshop = site.demo?.workshop && viewer.actor.role === 'manager'
  return [
    {
      rel: 'home',
      href: '/',
      title: first,
      current: pathOf(visit) === '/',
      count: 0,
      unlisted: false,
    },
    ...places,
    ...(workshop ? [placeNamed(visit, 'workshop', '/workshop', 'Workshop')] : []),
  ]
}

const unnamed = { name: 'Frontdesk', shortName: 'Frontdesk', phone: '', hours: '' }

/** What people are called across a desk: "Dr Amara Okafor" is "Amara". */
export function givenName(name: string): string {
  return name.replace(/^Dr /, '').split(' ')[0] ?? name
}

const seatsInStrip = 5

async function demoStrip({ site, viewer, say, at }: Visit): Promise<object | undefined> {
  if (!site.settings.demo) return undefined
  const seats = (await site.demo?.seats()) ?? []
  return {
    clock: say.time(at).text,
    date: say.day(at).text,
    ...(site.demo?.strip?.() ?? { running: true, faster: false, controls: [] }),
    // One line of them; the others are on the form that the last link leads to.
    seats: seats
      .filter(({ seat }) => seat !== viewer.seat)
      .slice(0, seatsInStrip)
      .map((seat) => ({ ...seat, name: givenName(seat.name), current: false })),
    allSeats: '/seat',
  }
}

/** Who is signed in, with the other roles they have; nothing in the demo, and for nobody. */
function accountMenu({ site, viewer, recognised, settingUp, known }: Visit): object | undefined {
  if (settingUp && known.clinic) return { next: 'Go on: choose the first admin’s password' }
  if (!site.access || !recognised.session) return undefined
  if (['visitor', kioskRole].includes(viewer.actor.role)) return undefined
  const others = (viewer.roles ?? []).filter((role) => role !== viewer.actor.role)
  const roles = others.map((role) => ({ role, title: roleTitle(role) }))
  return { name: viewer.name, roleTitle: viewer.roleTitle, roles }
}

/** What the layout prints around every page. */
export async function layoutData(visit: Visit, page: PageHead): Promise<object> {
  const { known, viewer, nonce, request, settingUp, say } = visit
  return {
    page,
    viewer,
    clinic: known.clinic ?? unnamed,
    demo: await demoStrip(visit),
    nav: settingUp ? [] : (await navigationFor(visit)).filter(({ unlisted }) => !unlisted),
    hereFor: hereFor(visit) && say.name(hereFor(visit) ?? ''),
    account: accountMenu(visit),
    search: settingUp || !maySearch(visit) ? undefined : { action: '/searches' },
    aboutPage: linkAboutPage(visit),
    nonce,
    // Where taking a seat comes back to; a form's address after POST is no place to return to.
    path: request.method === 'GET' ? request.originalUrl : '/',
  }
}
