import { authorise, hangsOnStanding } from '#kernel/authorise.ts'
import type { Page } from '#kernel/page.ts'
import { mayFollow } from '#web/command/access.ts'
import { isUuid } from '#web/ids.ts'
import type { Site } from '#web/site.ts'
import { bySpecificity } from '#web/site-map.ts'
import { standingTo } from '#web/standing.ts'
import type { Visit } from '#web/visit.ts'

type Place = { readonly pattern: RegExp; readonly roles: ReadonlySet<string>; readonly page: Page }

const placesOf = new WeakMap<Site, readonly Place[]>()

// What lies below a page, such as its events and its forms, is seen by whoever may see the page.
function placesIn(site: Site): readonly Place[] {
  const known = placesOf.get(site)
  if (known) return known
  const pages = [...site.map.pages].sort((one, other) => bySpecificity(one.path, other.path))
  const places = pages.map((page) => ({
    page,
    pattern: new RegExp(`^${page.path.replaceAll(/:\w+/g, '([^/]+)')}(?:/events)?$`),
    roles: new Set(Object.keys(page.by)),
  }))
  placesOf.set(site, places)
  return places
}

const pathIn = (href: string) => href.replace(/[?#].*$/, '')

async function isOpenPage(visit: Visit, href: string): Promise<boolean> {
  const { site, viewer } = visit
  const path = pathIn(href)
  const place = placesIn(site).find(({ pattern }) => pattern.test(path))
  if (!place) return true
  if (!place.roles.has(viewer.actor.role)) return false
  const [, id] = place.pattern.exec(path) ?? []
  // What is one's own or everybody's is open by its role alone; of somebody else it hangs on who they are.
  return place.page.thing && id && viewer.kind === 'patient'
    ? isOpenTo(visit, place.page, `${place.page.thing}-${id}`)
    : true
}

async function isOpenTo(visit: Visit, { by }: Page, stream: string): Promise<boolean> {
  const { site, viewer } = visit
  const person = (await site.things.of(stream))?.person ?? null
  if (!hangsOnStanding(viewer.actor, person)) return true
  return authorise(by, viewer.actor, person, await standingTo(visit, person)) === 'granted'
}

async function isOpenCommand(visit: Visit, href: string): Promise<boolean> {
  const id = pathIn(href)
    .slice('/commands/'.length)
    .replace(/\/events$/, '')
  const command = isUuid(id) ? await visit.site.store.command(id) : undefined
  return command !== undefined && mayFollow(visit, command)
}

/** Whether an address of this site is one that this viewer may open. */
export async function isReachable(visit: Visit, href: string): Promise<boolean> {
  return href.startsWith('/commands/') ? isOpenCommand(visit, href) : isOpenPage(visit, href)
}

function hrefsIn(data: unknown, found: Set<string>): Set<string> {
  if (typeof data !== 'object' || data === null) return found
  for (const [name, value] of Object.entries(data)) {
    if (name === 'href' && typeof value === 'string') found.add(value)
    else hrefsIn(value, found)
  }
  return found
}

// What is nothing more than a link: an offer, a way back, something that waits.
const partsOfLink = new Set([
  'href',
  'title',
  'rel',
  'intent',
  'remark',
  'icon',
  'tone',
  'about',
  'kind',
  'small',
])
const isLink = (data: object) =>
  'title' in data && Object.keys(data).every((name) => partsOfLink.has(name))

function without(data: unknown, closed: ReadonlySet<string>): unknown {
  if (Array.isArray(data)) {
    return data.filter((one) => !isClosedLink(one, closed)).map((one) => without(one, closed))
  }
  if (typeof data !== 'object' || data === null) return data
  const kept = Object.entries(data).filter(
    ([name, value]) => !(name === 'href' && closed.has(value)) && !isClosedLink(value, closed),
  )
  return Object.fromEntries(kept.map(([name, value]) => [name, without(value, closed)]))
}

function isClosedLink(one: unknown, closed: ReadonlySet<string>): boolean {
  if (typeof one !== 'object' || one === null || !isLink(one) || !('href' in one)) return false
  return typeof one.href === 'string' && closed.has(one.href)
}

/**
 * The same data without the links that lead this viewer to a closed door: what is only a link is left
 * out of its list, and what is more, such as the cell of a table, stays as words.
 */
export async function onlyReachable<Data>(visit: Visit, data: Data): Promise<Data> {
  const hrefs = [...hrefsIn(data, new Set())].filter((href) => href.startsWith('/'))
  const open = await Promise.all(hrefs.map((href) => isReachable(visit, href)))
  const closed = new Set(hrefs.filter((_, index) => !open[index]))
  // What is left keeps its shape: only optional links go.
  return closed.size === 0 ? data : (without(data, closed) as Data)
}
