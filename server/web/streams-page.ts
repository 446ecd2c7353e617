import type { Envelope } from '#kernel/event.ts'
import type { Page } from '#kernel/page.ts'
import { refusedPage } from '#web/access.ts'
import { problem } from '#web/problem.ts'
import { isReachable } from '#web/reachable.ts'
import { sendJson, sendPage, sendProblem } from '#web/respond.ts'
import type { Feed } from '#web/site-map.ts'
import { thingWords } from '#web/thing-words.ts'
import { daysOf, eventBody, whyOf } from '#web/told-events.ts'
import { queryOf, type Visit } from '#web/visit.ts'

const pageSize = 100

const numberIn = (typed: string | undefined): number | undefined =>
  typed !== undefined && /^\d{1,15}$/.test(typed) ? Number(typed) : undefined

const link = (href: string, title: string) => ({ href, title })

async function whyToldTo(visit: Visit, event: Envelope) {
  const why = await whyOf(visit, event)
  const isOpen = why.command !== undefined && (await isReachable(visit, why.command))
  return isOpen ? why : { ...why, command: undefined }
}

/** Answers `GET <thing>/events`: the stream of a thing, a hundred events a page. */
export async function answerEvents(visit: Visit, page: Page): Promise<void> {
  const { site, request, response, wants } = visit
  const stream = site.map.streamAt(page, request.params)
  const thing = stream ? await site.things.of(stream) : undefined
  if (!stream || !thing) return sendProblem(visit, problem('not-found'))
  const refused = refusedPage(visit, page, thing.person)
  if (refused) return sendProblem(visit, refused)
  const query = queryOf(request)
  const chosen = numberIn(query['event'])
  const newestFirst = Math.max(0, thing.version - pageSize)
  const chosenPage =
    chosen === undefined ? undefined : Math.max(0, Math.floor((chosen - 1) / pageSize) * pageSize)
  const after =
    numberIn(query['after']) ?? chosenPage ?? (wants.kind === 'machine' ? 0 : newestFirst)
  const events = (await site.store.stream(stream, after)).slice(0, pageSize)
  const base = site.map.href(stream) ?? '/'
  const self = `${base}/events`
  const last = events.at(-1)?.version ?? after
  const next = last < thing.version ? `${self}?after=${last}` : undefined
  const prev = after > 0 ? `${self}?after=${Math.max(0, after - pageSize)}` : undefined
  if (wants.kind === 'machine') {
    return sendJson(
      request,
      response,
      {
        stream,
        version: thing.version,
        _links: {
          self: { href: request.originalUrl },
          thing: { href: base },
          ...(next ? { next: { href: next } } : {}),
          ...(prev ? { prev: { href: prev } } : {}),
        },
        _embedded: { events: events.map((event) => eventBody(visit, event)) },
      },
      wants.type,
    )
  }
  const one = events.find(({ version }) => version === chosen)
  const name = await thingWords(visit, stream)
  const head = {
    title: `What happened, step by step: ${name}`,
    heading: 'What happened, step by step',
    back: { href: base, title: name },
  }
  return sendPage(visit, 200, 'events/events.njk', head, {
    stream,
    version: thing.version,
    days: daysOf(visit, events, chosen),
    why: one ? await whyToldTo(visit, one) : undefined,
    pages: {
      ...(next ? { back: link(next, 'Newer') } : {}),
      ...(prev ? { on: link(prev, 'Older') } : {}),
    },
  })
}

/** Answers `GET /events/<class>`: the log of a class of things, by position. */
export async function answerFeed(visit: Visit, feed: Feed): Promise<void> {
  const { site, request, response, wants } = visit
  // A class of things is more than one's own: only those who see all of them may read it.
  const all = Object.fromEntries(
    Object.entries(feed.page.by).filter(([, reach]) => reach === 'clinic'),
  )
  const refused = refusedPage(visit, { ...feed.page, by: all }, null)
  if (refused) return sendProblem(visit, refused)
  const after = numberIn(queryOf(request)['after']) ?? 0
  const events = await site.store.log({ after, limit: pageSize, category: feed.category })
  const self = `/events/${feed.name}`
  const last = events.at(-1)?.position
  const next = last === undefined ? undefined : `${self}?after=${last}`
  if (wants.kind === 'machine') {
    return sendJson(
      request,
      response,
      {
        category: feed.category,
        head: await site.store.head(),
        _links: {
          self: { href: request.originalUrl },
          first: { href: `${self}?after=0` },
          ...(next ? { next: { href: next } } : {}),
        },
        _embedded: { events: events.map((event) => eventBody(visit, event)) },
      },
      wants.type,
    )
  }
  const head = { title: `Events: ${feed.name}`, heading: `What happened to ${feed.name}` }
  return sendPage(visit, 200, 'events/feed.njk', head, {
    category: feed.category,
    days: daysOf(visit, events),
    pages: {
      ...(after > 0 ? { back: link(`${self}?after=0`, 'From the beginning') } : {}),
      ...(events.length === pageSize && next ? { on: link(next, 'Later ones') } : {}),
    },
  })
}
