import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Page } from '#kernel/page.ts'
import { readBody } from '#web/body.ts'
import { answerChanges, changesBelow } from '#web/changes-page.ts'
import { answerCommandEvents } from '#web/command/events.ts'
import { answerCommand } from '#web/command/page.ts'
import { answerForm } from '#web/forms.ts'
import { answerHome } from '#web/home/home.ts'
import { kioskRoutes, kioskTurning } from '#web/kiosk/routes.ts'
import { targetOf } from '#web/offers.ts'
import { answerPage } from '#web/pages.ts'
import { explained, problem } from '#web/problem.ts'
import { answerPut } from '#web/put.ts'
import { nameRoute } from '#web/request-log.ts'
import { sendProblem } from '#web/respond.ts'
import { answerScan, answerScanForm } from '#web/scans.ts'
import { answerSearch, answerSearchForm } from '#web/search-form.ts'
import { answerFound } from '#web/search-result.ts'
import { answerDemoClock, answerSeat, answerSeatForm } from '#web/seats.ts'
import { answerFirstPassword, answerSetUp } from '#web/set-up.ts'
import { createGate } from '#web/sign-in/gate.ts'
import { signInRoutes } from '#web/sign-in/routes.ts'
import type { Site } from '#web/site.ts'
import { bySpecificity } from '#web/site-map.ts'
import { answerEvents, answerFeed } from '#web/streams-page.ts'
import { answerStyleguide } from '#web/styleguide-page.ts'
import { streamOf } from '#web/subject.ts'
import { answerPost } from '#web/submission.ts'
import { parameterOf, type Visit } from '#web/visit.ts'
import { answering, visitOf } from '#web/visiting.ts'
import { answerSwitches, answerWatched, answerWorkshop } from '#web/workshop/page.ts'

type Answer = (visit: Visit) => Promise<void> | void
type Methods = { get?: Answer; post?: Answer; put?: Answer }
type Table = Map<string, Methods>

function add(table: Table, path: string, methods: Methods): void {
  // What came first stays: a module cannot take an address that the web part gave out.
  table.set(path, { ...methods, ...table.get(path) })
}

const notFound: Answer = (visit) => sendProblem(visit, problem('not-found'))

const formOf =
  (page: Page, intent: AnyIntent): Answer =>
  async (visit) => {
    const stream = intent.creates ? undefined : await streamOf(visit, page)
    const target = await targetOf(visit, intent, stream)
    return target ? answerForm(visit, intent, target) : notFound(visit)
  }

function addPage(table: Table, { map }: Site, page: Page): void {
  const { path, thing, creates } = page
  const isThings = thing !== undefined && map.thingPage(thing) === page
  const acting = isThings ? map.intentsOn(thing) : []
  const making = creates === undefined ? [] : map.creating(creates)
  add(table, path, { get: (visit) => answerPage(visit, page) })
  if (page.changes) add(table, path + changesBelow, { get: (visit) => answerChanges(visit, page) })
  if (isThings) add(table, `${path}/events`, { get: (visit) => answerEvents(visit, page) })
  for (const intent of [...acting, ...making])
    add(table, `${path}/${intent.name}`, { get: formOf(page, intent) })
  const replacing = acting.find(({ name }) => name === page.replacedBy)
  if (replacing)
    add(table, path, {
      put: async (visit) => answerPut(visit, page, replacing, await streamOf(visit, page)),
    })
  if (acting.length + making.length === 0) return
  add(table, path, {
    post: async (visit) =>
      answerPost(visit, [...acting, ...making], isThings ? await streamOf(visit, page) : undefined),
  })
}

function tableOf(site: Site): Table {
  const table: Table = new Map()
  add(table, '/', { get: answerHome })
  add(table, '/commands/:id', { get: answerCommand })
  add(table, '/commands/:id/events', { get: answerCommandEvents })
  add(table, '/set-up', { get: answerSetUp, post: answerFirstPassword })
  add(table, '/searches', { get: answerSearchForm, post: answerSearch })
  add(table, '/searches/:id', { get: answerFound })
  add(table, '/scans', { get: answerScanForm, post: answerScan })
  add(table, '/problems/:code', {
    get(visit) {
      const told = explained(parameterOf(visit.request, 'code'))
      return told ? sendProblem(visit, { ...told, status: 200 }) : notFound(visit)
    },
  })
  add(table, '/events/:class', {
    get(visit) {
      const feed = site.map.feeds.get(parameterOf(visit.request, 'class'))
      return feed ? answerFeed(visit, feed) : notFound(visit)
    },
  })
  if (site.settings.demo) {
    add(table, '/seat', { get: answerSeatForm, post: answerSeat })
    add(table, '/demo/clock', { post: answerDemoClock })
    add(table, '/styleguide', { get: answerStyleguide })
    add(table, '/workshop', { get: answerWorkshop, post: answerSwitches })
    add(table, '/workshop/:id', { get: answerWatched })
  }
  const ofSignIn = site.access ? { ...signInRoutes, ...kioskTurning } : {}
  for (const [path, methods] of Object.entries({ ...ofSignIn, ...kioskRoutes }))
    add(table, path, methods)
  for (const page of site.map.pages) addPage(table, site, page)
  return table
}

const named =
  (path: string): RequestHandler =>
  (_, response, next) => {
    nameRoute(response, path)
    next()
  }

function otherMethod(methods: Methods): RequestHandler {
  const allowed = [
    ...(methods.get ? ['GET', 'HEAD'] : []),
    ...(methods.post ? ['POST'] : []),
    ...(methods.put ? ['PUT'] : []),
    'OPTIONS',
  ].join(', ')
  return async (request: Request, response: Response) => {
    response.setHeader('Allow', allowed)
    const visit = visitOf(response)
    if (request.method === 'OPTIONS' || !visit) response.status(204).end()
    else await sendProblem(visit, problem('not-allowed'))
  }
}

/** Every address, from the registry and the web part's own, in an order in which none hides another. */
export function addRoutes(router: Router, site: Site): void {
  const table = tableOf(site)
  const gate = createGate(site)
  const byFirst = new Map<string, Router>()
  for (const path of [...table.keys()].sort(bySpecificity)) {
    const methods = table.get(path) ?? {}
    const { get, post, put } = methods
    const among = byFirst.get(firstPart(path)) ?? Router()
    byFirst.set(firstPart(path), among)
    const route = among.route(path).all(named(path))
    if (get) route.get(answering(gate('get', path, get)))
    if (post) route.post(...readBody, answering(gate('post', path, post)))
    if (put) route.put(...readBody, answering(gate('put', path, put)))
    route.all(otherMethod(methods))
  }
  router.use((request, response, next) => {
    const among = byFirst.get(firstPart(request.path))
    if (among) among(request, response, next)
    else next()
  })
  router.use(answering(notFound))
}

// Every address begins with a word of its own. Addresses are tried one after the other, so only those that
// begin alike are.
function firstPart(path: string): string {
  return path.split('/', 2)[1]?.toLowerCase() ?? ''
}
