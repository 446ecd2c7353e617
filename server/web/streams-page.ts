import type { Envelope } from '#kernel/event.ts'
import type { Page } from '#kernel/page.ts'
import { refusedPage } from '#web/access.ts'
import { problem } from '#web/problem.ts'
import { sendJson, sendPage, sendProblem } from '#web/respond.ts'
import type { Feed } from '#web/site-map.ts'
import { numberIn, pageLength, pagerLink, sendStream } from '#web/stream.ts'
import { streamOf } from '#web/subject.ts'
import { thingWords } from '#web/thing-words.ts'
import { daysOf, eventBody } from '#web/told-events.ts'
import { queryOf, type Visit } from '#web/visit.ts'

/** Answers `GET <thing>/events`: the stream of a thing. */
export async function answerEvents(visit: Visit, page: Page): Promise<void> {
  const stream = await streamOf(visit, page)
  const thing = stream ? await visit.site.things.of(stream) : undefined
  if (!thing) return sendProblem(visit, problem('not-found'))
  const refused = await refusedPage(visit, page, thing.person)
  if (refused) return sendProblem(visit, refused)
  const { version } = thing
  return sendStream(visit, {
    stream: thing.stream,
    version,
    name: await thingWords(visit, thing.stream),
    ...(page.shownTo
      ? { shown: (event: Envelope) => page.shownTo?.(visit.viewer.actor, event) }
      : {}),
  })
}

/** Answers `GET /events/<class>`: the log of a class of things, by position. */
export async function answerFeed(visit: Visit, feed: Feed): Promise<void> {
  const { site, request, response, wants } = visit
  // A class of things is more than one's own: only those who see all of them may read it.
  const all = Object.fromEntries(
    Object.entries(feed.page.by).filter(([, reach]) => reach === 'clinic'),
  )
  const refused = await refusedPage(visit, { ...feed.page, by: all }, null)
  if (refused) return sendProblem(visit, refused)
  const after = numberIn(queryOf(request)['after']) ?? 0
  const events = await site.store.log({ after, limit: pageLength, category: feed.category })
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
      ...(after > 0 ? { back: pagerLink(`${self}?after=0`, 'From the beginning') } : {}),
      ...(events.length === pageLength && next ? { on: pagerLink(next, 'Later ones') } : {}),
    },
  })
}
