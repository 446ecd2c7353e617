import { authorise } from '#kernel/authorise.ts'
import type { RawForm } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Link, Page, Representation } from '#kernel/page.ts'
import { isUuid } from '#web/ids.ts'
import { formHref } from '#web/offers.ts'
import { pageContext } from '#web/page-context.ts'
import { isReachable } from '#web/reachable.ts'
import { bySpecificity } from '#web/site-map.ts'
import { standingTo } from '#web/standing.ts'
import { listWords, nounOf } from '#web/thing-words.ts'
import { pathOf, queryOf, type Visit } from '#web/visit.ts'

const home = { about: '/', title: '' }

/**
 * The link at the foot of every page to the form that tells of it. The address alone is named in it, since
 * what a page is called may name people, and links are kept in histories.
 */
export function linkAboutPage(visit: Visit): Link | undefined {
  const { site, viewer, request, settingUp } = visit
  const intent = [...site.registry.intents.values()].find(({ tellsOfPage }) => tellsOfPage)
  const form = intent && formHref(visit, intent, undefined)
  const path = request.method === 'GET' ? pathOf(visit) : '/'
  if (!form || settingUp || path === form || !Object.hasOwn(intent.by, viewer.actor.role)) return
  const href = `${form}?${new URLSearchParams({ about: path })}`
  return { rel: intent.name, href, title: intent.title }
}

/** The module's page at an address, with the named parts of that. */
function pageAt({ site }: Visit, path: string): { page: Page; id: string } | undefined {
  const pages = [...site.map.pages].sort((one, other) => bySpecificity(one.path, other.path))
  for (const page of pages) {
    const found = new RegExp(`^${page.path.replaceAll(/:\w+/g, '([^/]+)')}(?:/.*)?$`).exec(path)
    if (found && (page.thing || page.path === path)) return { page, id: found[1] ?? '' }
  }
  return undefined
}

/** Whose a thing is, where this viewer could tell of it for them. */
async function whoseToTell(visit: Visit, intent: AnyIntent, stream: string): Promise<RawForm> {
  const person = (await visit.site.things.of(stream))?.person ?? null
  const standing = await standingTo(visit, person)
  const isOpen = authorise(intent.by, visit.viewer.actor, person, standing) === 'granted'
  return person && isOpen ? { patient: person } : {}
}

/** What a page of the web part's own is called. */
async function ownTitle(visit: Visit, path: string): Promise<string> {
  const [, id = ''] = /^\/commands\/([^/]+)/.exec(path) ?? []
  const { store, registry } = visit.site
  const command = isUuid(id) ? await store.command(id) : undefined
  if (command) return registry.intents.get(command.intent)?.title ?? ''
  return path === '/' ? '' : listWords(visit, path)
}

/** What a thing is called that has a number, and else its page's title. */
function nameOf({ thing }: Page, read: Representation | undefined): string {
  const number = read?.state['number']
  if (thing === undefined || typeof number !== 'number') return read?.title ?? ''
  const noun = nounOf(thing)
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${number}`
}

/** What a form begins with that tells of a page: its address, its title, and whose it is. */
export async function toldOfPage(visit: Visit, intent: AnyIntent): Promise<RawForm> {
  const { about } = queryOf(visit.request)
  if (!intent.tellsOfPage || about === undefined) return {}
  if (!about.startsWith('/') || !(await isReachable(visit, about))) return home
  const found = pageAt(visit, about)
  if (!found) return { about, title: await ownTitle(visit, about) }
  const { page, id } = found
  const stream = page.thing && !page.streamOf ? `${page.thing}-${id}` : undefined
  if (stream && !(await visit.site.things.of(stream)))
    return isUuid(id) ? home : { about, title: listWords(visit, about) }
  const read = await page.read(pageContext(visit, { id }))
  return {
    about,
    title: nameOf(page, read),
    ...(stream ? await whoseToTell(visit, intent, stream) : {}),
  }
}
