import type { Link } from '#kernel/page.ts'
import { commandAt, notHere } from '#web/command/access.ts'
import { commandBody, intentOf, retryAfterOf } from '#web/command/machine.ts'
import { pollS, refreshS } from '#web/command/stage.ts'
import { type Beside, besideOf, type Telling, tellCommand } from '#web/command/telling.ts'
import type { PageHead } from '#web/page-head.ts'
import { preferenceOf } from '#web/prefer.ts'
import { sendJson, sendPage, sendProblem, sendText } from '#web/respond.ts'
import { isStranger, listWords, thingWords } from '#web/thing-words.ts'
import { queryOf, type Visit } from '#web/visit.ts'

type Shown = Telling & Beside

/** Answers `GET /commands/{id}`: 200 in every state, 404 where it is unknown or not this viewer's. */
export async function answerCommand(visit: Visit): Promise<void> {
  // A machine may wait for the end here as well (RFC 7240 §4.3).
  const { waitS } = preferenceOf(visit.request.headers.prefer as string | undefined)
  const waitMs = (waitS ?? 0) * 1000
  const command = await commandAt(visit, waitMs)
  if (!command) return sendProblem(visit, notHere)
  const { request, response, wants } = visit
  response.setHeader('Cache-Control', 'no-store')
  if (command.settledAt === null)
    response.setHeader('Retry-After', String(retryAfterOf(visit, command)))
  if (wants.kind === 'machine')
    return sendJson(request, response, await commandBody(visit, command), wants.type)
  const told = await tellCommand(visit, command, intentOf(visit, command))
  const telling = { ...told, ...(await besideOf(visit, told)) }
  const again = pollS(command, visit.at, told.result.goesOn)
  return visit.inPlace ? sendRegion(visit, telling, again) : sendWhole(visit, telling, again)
}

/** What the poller in the page is answered with: nothing while there is nothing new. */
function sendRegion(visit: Visit, telling: Shown, again: number | undefined): void {
  const seen = queryOf(visit.request)['seen'] ?? ''
  const { request, response, site } = visit
  const mark = `${telling.mark}-${again ?? 0}`
  if (seen === mark) {
    response.status(204).end()
    return
  }
  const [stageSeen, , , goesOnSeen] = seen.split('-')
  const isTold = stageSeen === telling.stage && goesOnSeen === telling.mark.split('-')[3]
  const data = {
    ...viewOf(visit, telling, again),
    said: isTold ? '' : saidAt(telling),
    nonce: visit.nonce,
  }
  sendText(
    request,
    response,
    'text/html; charset=utf-8',
    site.views.render('command/region.njk', data),
  )
}

/** The way back: where the task was begun, to the thing it is about, or to the list it would have been in. */
async function backFrom(visit: Visit, telling: Telling): Promise<PageHead['back']> {
  const { command, intent, result } = telling
  const { map, things } = visit.site
  if (isStranger(visit)) return { href: '/', title: 'The first page' }
  if (result.back) return result.back
  const href = map.href(command.target)
  if (href && (await things.of(command.target))) {
    return { href, title: await thingWords(visit, command.target) }
  }
  const list = map.collection(intent.on.stream)?.path ?? '/'
  return { href: list, title: listWords(visit, list) }
}

async function sendWhole(visit: Visit, telling: Shown, again: number | undefined): Promise<void> {
  const { command, heading } = telling
  const data = {
    ...viewOf(visit, telling, again),
    refresh: refreshS(command, visit.at, telling.result.goesOn),
  }
  const back = await backFrom(visit, telling)
  const head = { title: heading, ...(back ? { back } : {}), error: command.state === 'failed' }
  return sendPage(visit, 200, 'command/command.njk', head, data)
}

/** What is said aloud, once a stage. */
function saidAt({ stage, heading, text }: Telling): string {
  if (stage === 'fresh') return ''
  if (stage === 'working') return 'Still working'
  return stage === 'final' ? `${heading}. ${text}` : text
}

function viewOf(visit: Visit, telling: Shown, again: number | undefined): object {
  const { command, result, intent } = telling
  return {
    telling,
    links: linksBeside(telling),
    events: telling.links.find(({ rel }) => rel === 'events'),
    id: command.id,
    state: command.state,
    isFinal: command.settledAt !== null || telling.stage === 'final',
    again,
    mark: `${telling.mark}-${again ?? 0}`,
    resultView: result.panels ? intent.result?.view : undefined,
    panels: result.panels,
    phone: visit.known.clinic?.phone ?? '',
    clinicName: visit.known.clinic?.name ?? 'Frontdesk',
    forPatient: visit.viewer.kind === 'patient',
  }
}

/** The links but for those to a form that stands on the page itself, and to the events, which have a place of their own. */
function linksBeside({ links, mend, result }: Shown): readonly Link[] {
  const inPanels = (result.panels ?? {}) as {
    readonly mend?: { readonly name: string }
    readonly pay?: Link
  }
  const onPage = [mend?.name, inPanels.mend?.name, inPanels.pay?.rel, 'events']
  return links.filter(({ rel }) => !onPage.includes(rel))
}
