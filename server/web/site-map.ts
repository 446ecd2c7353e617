import { categoryOf, idOf } from '#kernel/event.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Page } from '#kernel/page.ts'
import type { Registry } from '#kernel/registry.ts'

/** A class of things that has a feed: its name in the URL, its category, and who may read it. */
export type Feed = { readonly name: string; readonly category: string; readonly page: Page }

type Asked = Readonly<Record<string, string | number>>

/** Where everything is, worked out once from what the modules declare. */
export type SiteMap = {
  readonly pages: readonly Page[]
  readonly feeds: ReadonlyMap<string, Feed>
  /** The pages of things of which there is only one, such as the clinic: they are there before all else. */
  readonly foundations: readonly string[]
  /** The page of a category's things; forms, events and POST are at its address. */
  thingPage(category: string): Page | undefined
  /** The page that a category's new things are posted to. */
  collection(category: string): Page | undefined
  /** Intents on existing things of a category, in the registry's order. */
  intentsOn(category: string): readonly AnyIntent[]
  /** Intents that make a thing of the category. */
  creating(category: string): readonly AnyIntent[]
  /** The stream of a category that has only one. */
  only(category: string): string | undefined
  /** The page of a stream's thing, or nothing where things of its kind have none. */
  href(stream: string): string | undefined
  /** An address below that page, such as its `events` or a form, with what is asked of it. */
  below(stream: string, part: string, asked?: Asked): string | undefined
  /** The stream that a request to a thing's page is about, where its address alone tells. */
  streamAt(page: Page, params: Readonly<Record<string, unknown>>): string | undefined
}

const segments = (path: string) => path.split('/').filter((part) => part !== '')
const hasParameter = (path: string) => path.includes(':')

// `process.order` is one name among the processes, and their page is one.
function kindOf(category: string): { readonly kind: string; readonly asked: Asked } {
  const [kind = '', name] = category.split('.')
  return { kind, asked: name === undefined ? {} : { name } }
}

function withQuery(path: string, asked: Asked): string {
  const query = Object.entries(asked).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

// `/wallets/:id` and `/wallets/:id/statement` may both be about wallets: the shorter one is the thing's.
function shortest(pages: readonly Page[]): Page | undefined {
  return [...pages].sort((a, b) => segments(a.path).length - segments(b.path).length)[0]
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}

// A class of things is named as the address of its things, or of the list they are made in.
function feedsOf(
  things: ReadonlyMap<string, Page>,
  collections: ReadonlyMap<string, readonly Page[]>,
): ReadonlyMap<string, Feed> {
  const feeds = new Map<string, Feed>()
  for (const category of new Set([...things.keys(), ...collections.keys()])) {
    const page = things.get(category) ?? collections.get(category)?.[0]
    const name = page && segments(page.path)[0]
    // The log is asked by category, so a class of several categories has no feed.
    if (page && !page.streamOf && name && !feeds.has(name))
      feeds.set(name, { name, category, page })
  }
  return feeds
}

/** The address of a stream's thing and what lies below it; nothing where things of its kind have no page. */
function addressOf(
  things: ReadonlyMap<string, Page>,
  stream: string,
  below: string,
  more: Asked,
): string | undefined {
  const { kind, asked } = kindOf(categoryOf(stream))
  // Commands have a page of the web part's own, not a module's.
  const path = kind === 'command' ? '/commands/:id' : things.get(kind)?.path
  return path && withQuery(path.replace(':id', idOf(stream)) + below, { ...asked, ...more })
}

/** Works the map out of the registry. */
export function createSiteMap(registry: Registry): SiteMap {
  const pages = registry.modules.flatMap((module) => module.pages)
  const intents = [...registry.intents.values()]
  const things = new Map<string, Page>()
  for (const [category, all] of grouped(pages, (page) => page.thing)) {
    const page = shortest(all)
    if (page) things.set(category, page)
  }
  const collections = grouped(
    pages.filter(({ path }) => !hasParameter(path)),
    (page) => page.creates,
  )
  const acting = grouped(
    intents.filter((one) => !one.creates),
    (one) => one.on.stream,
  )
  const creating = grouped(
    intents.filter((one) => one.creates),
    (one) => one.on.stream,
  )
  const only = new Map(
    intents.flatMap((one) => (one.only ? [[one.on.stream, one.only] as const] : [])),
  )
  return {
    pages,
    feeds: feedsOf(things, collections),
    foundations: [...only.keys()].flatMap(
      (category) => things.get(category)?.path.replace('/:id', '') ?? [],
    ),
    thingPage: (category) => things.get(kindOf(category).kind),
    collection: (category) => collections.get(category)?.[0],
    intentsOn: (category) => acting.get(category) ?? [],
    creating: (category) => creating.get(category) ?? [],
    only: (category) => only.get(category),
    href: (stream) => addressOf(things, stream, '', {}),
    below: (stream, part, asked = {}) => addressOf(things, stream, `/${part}`, asked),
    streamAt(page, params) {
      if (!page.thing) return undefined
      if (!hasParameter(page.path)) return only.get(page.thing)
      const { id } = params
      return typeof id === 'string' ? `${page.thing}-${id}` : undefined
    },
  }
}

/** Literal parts before parameters, so that `/orders/queue` is not taken for an order. */
export function bySpecificity(a: string, b: string): number {
  const left = segments(a)
  const right = segments(b)
  for (const [index, part] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const difference = Number(hasParameter(part)) - Number(hasParameter(other))
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
