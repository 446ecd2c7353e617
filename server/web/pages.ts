import { streamOf as streamNamed } from '#kernel/event.ts'
import type { Link, Page, Representation } from '#kernel/page.ts'
import { linkAboutPage } from '#web/about-page.ts'
import { refusedPage } from '#web/access.ts'
import { changesOf, withChanges } from '#web/changes-page.ts'
import { csvOf } from '#web/csv.ts'
import { halOf } from '#web/hal-forms.ts'
import { pageContext } from '#web/page-context.ts'
import { wholeOf } from '#web/parts-of-things.ts'
import { problem } from '#web/problem.ts'
import { onlyReachable } from '#web/reachable.ts'
import { recentlySeen } from '#web/recently-seen.ts'
import { sendJson, sendMoved, sendPage, sendProblem, sendText } from '#web/respond.ts'
import { sessionKey } from '#web/session-key.ts'
import { noteRead } from '#web/sign-in/reads-page.ts'
import { streamOf } from '#web/subject.ts'
import { parameterOf, type Visit } from '#web/visit.ts'

/** The stream a thing's page is about, and whether there is one for this viewer. */
type Subject =
  | {
      readonly stream: string | undefined
      readonly person: string | null
      readonly version: number | undefined
    }
  | undefined

async function subjectOf(visit: Visit, page: Page): Promise<Subject> {
  const { site, viewer } = visit
  // A page about no single thing shows what its reader asks for: what is the actor's own is theirs to see.
  if (!page.thing) return { stream: undefined, person: viewer.actor.id, version: undefined }
  const stream = await streamOf(visit, page)
  if (!stream && page.streamOf) return undefined
  if (!stream) return { stream: undefined, person: viewer.actor.id, version: undefined }
  const thing = await site.things.of(stream)
  if (thing) return { stream, person: thing.person, version: thing.version }
  const whole = await wholeOf(site, stream)
  if (whole) return { stream, person: whole.person, version: 0 }
  // The only thing of its kind has a page before it exists: there it is made.
  return site.map.only(page.thing) === stream ? { stream, person: null, version: 0 } : undefined
}

function paramsOf(visit: Visit): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(visit.request.params).map((name) => [name, parameterOf(visit.request, name)]),
  )
}

/**
 * Shows what tells of a thing that is not there, or not there yet: the page of whatever foretells it. Where
 * nothing does, nothing is found.
 */
async function answerForetold(visit: Visit, page: Page): Promise<void> {
  const { map, things } = visit.site
  const stream = page.foretoldBy && streamNamed(page.foretoldBy, parameterOf(visit.request, 'id'))
  const instead = page.foretoldBy ? map.thingPage(page.foretoldBy) : undefined
  if (!stream || !instead || !(await things.of(stream)))
    return sendProblem(visit, problem('not-found'))
  return answerPage(visit, instead)
}

/** Answers a GET of a page that a module declared. */
export async function answerPage(visit: Visit, page: Page): Promise<void> {
  const subject = await subjectOf(visit, page)
  if (!subject) return answerForetold(visit, page)
  const refused = await refusedPage(visit, page, subject.person)
  if (refused) return sendProblem(visit, refused)
  noteRead(visit, subject.person, page.path)
  const changes = await changesOf(visit, page)
  const read = await page.read(pageContext(visit, paramsOf(visit)))
  if (read?.moved) return sendMoved(visit, read.moved)
  const found = read && withChanges(await onlyReachable(visit, read), changes)
  if (!found) return answerForetold(visit, page)
  noteSeen(visit, page, subject.stream)
  return sendRepresentation(visit, page, found, subject, read?.back !== undefined)
}

/** Staff go from one person to the next and back: they are shown whom they saw last. */
function noteSeen(visit: Visit, page: Page, stream: string | undefined): void {
  const { site, viewer } = visit
  if (stream === undefined || page.thing !== 'person' || viewer.kind !== 'staff') return
  recentlySeen(site).saw(sessionKey(visit), stream)
}

/** Where the way back leads if its own list is closed to the reader. */
const home = { href: '/', title: 'The first page' }

function sendRepresentation(
  visit: Visit,
  page: Page,
  found: Representation,
  { stream, version }: NonNullable<Subject>,
  hasBack: boolean,
): Promise<void> | void {
  const { request, response, wants } = visit
  if (wants.kind === 'csv') {
    if (!found.table) return sendProblem(visit, problem('not-acceptable'))
    const fileName = found.table.fileName.replaceAll(/[^\w.-]/g, '-')
    response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`)
    return sendText(request, response, 'text/csv; charset=utf-8', csvOf(found.table.rows))
  }
  if (wants.kind === 'machine') {
    // The version, for `If-Match`; it is no digest of the page, so nothing is answered by 304.
    if (version !== undefined && (version > 0 || page.replacedBy))
      response.setHeader('ETag', `"${version}"`)
    const own = found.links ?? []
    const one = { ...found, links: [...own, ...eventsOf(visit, stream, own), ...everywhere(visit)] }
    return sendJson(request, response, halOf(request.originalUrl, one), wants.type)
  }
  const head = {
    title: found.title,
    heading: found.title,
    ...(hasBack ? { back: found.back ?? home } : {}),
  }
  return sendPage(visit, 200, page.view, head, templateData(found))
}

/** The stream behind a thing's page, where the page does not link to it itself. */
function eventsOf(
  { site }: Visit,
  stream: string | undefined,
  links: readonly Link[],
): readonly Link[] {
  const href = stream === undefined ? undefined : site.map.below(stream, 'events')
  if (href === undefined || links.some(({ rel }) => rel === 'events')) return []
  return [{ rel: 'events', href, title: 'What happened, step by step' }]
}

/** What every page has: the way to the first one, to report a problem, and in the demo the seats. */
function everywhere(visit: Visit): readonly Link[] {
  const home = { rel: 'home', href: '/', title: 'The first page' }
  const seats = { rel: 'take-seat', href: '/seat', title: 'Take a seat' }
  const report = linkAboutPage(visit)
  return [home, ...(report ? [report] : []), ...(visit.site.settings.demo ? [seats] : [])]
}

/** A page's template sees its state and print by name, and the links and intents beside it. */
export function templateData(found: Representation): object {
  const { state, print = {}, links = [], offers = [], embedded = {} } = found
  return { ...state, ...print, state, links, intents: offers, embedded, table: found.table }
}
