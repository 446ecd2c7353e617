import type { Envelope } from '#kernel/event.ts'
import { isReachable } from '#web/reachable.ts'
import { sendJson, sendPage } from '#web/respond.ts'
import { daysOf, eventBody, whyOf } from '#web/told-events.ts'
import { queryOf, type Visit } from '#web/visit.ts'

/** How many events stand on one page. */
export const pageLength = 100

/** A stream that this viewer may read. */
export type ReadableStream = {
  readonly stream: string
  readonly version: number
  /** What it is the stream of, as this viewer speaks of it. */
  readonly name: string
  /** An event as this viewer may know it, where that is less than was written down, if at all. */
  shown?(event: Envelope): Envelope | undefined
}

/** A whole number from the query; nothing where there is none. */
export const numberIn = (typed: string | undefined): number | undefined =>
  typed !== undefined && /^\d{1,15}$/.test(typed) ? Number(typed) : undefined

/** A link as `ui/pager.njk` takes it. */
export const pagerLink = (href: string, title: string) => ({ href, title })

/** One page of a stream, and where the pages beside it are. */
type Part = {
  readonly events: readonly Envelope[]
  readonly chosen: number | undefined
  readonly next: string | undefined
  readonly prev: string | undefined
}

/** The version after which the page begins: as asked, or around the event asked for, or the newest for people. */
function beginningOf({ request, wants }: Visit, version: number): number {
  const { after, event } = queryOf(request)
  const chosen = numberIn(event)
  const newest = wants.kind === 'machine' ? 0 : Math.max(0, version - pageLength)
  const around =
    chosen === undefined ? newest : Math.max(0, Math.floor((chosen - 1) / pageLength) * pageLength)
  return numberIn(after) ?? around
}

async function partOf(visit: Visit, { stream, version, shown }: ReadableStream): Promise<Part> {
  const { store, map } = visit.site
  const after = beginningOf(visit, version)
  const found = (await store.stream(stream, after)).slice(0, pageLength)
  const last = found.at(-1)?.version ?? after
  const from = (begin: number) => map.below(stream, 'events', { after: begin })
  return {
    events: shown ? found.flatMap((event) => shown(event) ?? []) : found,
    chosen: numberIn(queryOf(visit.request)['event']),
    next: last < version ? from(last) : undefined,
    prev: after > 0 ? from(Math.max(0, after - pageLength)) : undefined,
  }
}

function sendToMachine(visit: Visit, { stream, version }: ReadableStream, part: Part): void {
  const { site, request, response, wants } = visit
  const { events, next, prev } = part
  const body = {
    stream,
    version,
    _links: {
      self: { href: request.originalUrl },
      thing: { href: site.map.href(stream) ?? '/' },
      ...(next ? { next: { href: next } } : {}),
      ...(prev ? { prev: { href: prev } } : {}),
    },
    _embedded: { events: events.map((event) => eventBody(visit, event)) },
  }
  sendJson(request, response, body, wants.kind === 'machine' ? wants.type : undefined)
}

async function whyToldTo(visit: Visit, event: Envelope) {
  const why = await whyOf(visit, event)
  const isOpen = why.command !== undefined && (await isReachable(visit, why.command))
  return isOpen ? why : { ...why, command: undefined }
}

/** Answers with a stream that was found and may be read, as a page or as data, a hundred events a page. */
export async function sendStream(visit: Visit, readable: ReadableStream): Promise<void> {
  const { stream, version, name } = readable
  const part = await partOf(visit, readable)
  if (visit.wants.kind === 'machine') return sendToMachine(visit, readable, part)
  const { events, chosen, next, prev } = part
  const one = events.find((event) => event.version === chosen)
  const head = {
    title: `What happened, step by step: ${name}`,
    heading: 'What happened, step by step',
    back: { href: visit.site.map.href(stream) ?? '/', title: name },
  }
  return sendPage(visit, 200, 'events/events.njk', head, {
    stream,
    version,
    days: daysOf(visit, events, chosen),
    why: one ? await whyToldTo(visit, one) : undefined,
    pages: {
      ...(next ? { back: pagerLink(next, 'Newer') } : {}),
      ...(prev ? { on: pagerLink(prev, 'Older') } : {}),
    },
  })
}
