import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { addressOf } from '#web/address.ts'
import { isOfChanges } from '#web/changes-page.ts'
import type { Limits } from '#web/limits.ts'
import { negotiate } from '#web/negotiate.ts'
import { presented } from '#web/presented.ts'
import { type Problem, problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { isSameSite, nonceOf, refuseAtDoor } from '#web/security.ts'
import { giveToken } from '#web/sign-in/cookies.ts'
import type { Recognised, Site, Viewer } from '#web/site.ts'
import { presenceOf } from '#web/viewer.ts'
import type { Visit } from '#web/visit.ts'

const nobody: Viewer = {
  actor: { id: '', role: 'nobody', onBehalfOf: null },
  name: 'Nobody',
  roleTitle: '',
  kind: 'staff',
  seat: undefined,
}

const unrecognised: Recognised = { session: undefined, browser: '', machine: false }

/** The visit that was begun for an answer, if it came that far. */
export function visitOf(response: Response): Visit | undefined {
  return response.locals['visit'] as Visit | undefined
}

async function begin(
  site: Site,
  request: Request,
  response: Response,
  known: Visit['known'],
): Promise<Visit> {
  const presence = await presenceOf(request, site, known)
  const wants = negotiate(request)
  const visit: Visit = {
    site,
    request,
    response,
    known,
    wants: wants ?? { kind: 'html' },
    viewer: presence.kind === 'closed' ? nobody : presence.viewer,
    recognised: presence.kind === 'closed' ? unrecognised : presence.recognised,
    say: known.say,
    at: site.clock.now(),
    nonce: nonceOf(response),
    eventsRead: new Map(),
    inPlace: request.headers['hx-request'] === 'true',
    settingUp: presence.kind !== 'present',
  }
  // On the answer itself: what a weak map holds outlives the collection of what was young with it.
  response.locals['visit'] = visit
  return visit
}

const isCommand = ({ method }: Request) => method === 'POST' || method === 'PUT'
const open = /^\/(set-up|sign-in|commands|problems|styleguide)(\/|$)/

/** What can be reached before there is a clinic: the thing that makes it, and the command that does. */
function isOpen({ site, request }: Visit): boolean {
  return (
    open.test(request.path) || site.map.foundations.some((path) => request.path.startsWith(path))
  )
}

/** Whose allowance a request counts against; who is not signed in could call themselves anything. */
function askerOf({ site, request, recognised }: Visit): string {
  const address = addressOf(request, site.settings.trustProxy ?? 0)
  if (!site.access) return presented(request, site.settings.secure)?.token ?? address
  return recognised.session || recognised.machine ? recognised.browser : address
}

/** Why a request is not answered at all, whoever it is for. */
function stopped(visit: Visit): Problem | undefined {
  const { request, viewer, site } = visit
  const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  if (changes && !isSameSite(request, site.settings.secure)) return problem('cross-site')
  if (viewer.actor.role === 'nobody') return problem('no-sign-in')
  const wants = negotiate(request)
  const isThere = wants?.kind === 'stream' ? isOfChanges(request) : wants !== undefined
  return isThere ? undefined : problem('not-acceptable')
}

/** Begins the visit: who looks, what they read, and whether they may come in now. */
export function beginVisit(site: Site, limits: Limits): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const known = await site.directory.known()
    const visit = await begin(site, request, response, known)
    const problemAtDoor = stopped(visit)
    if (problemAtDoor) return sendProblem(visit, problemAtDoor)
    if (visit.recognised.fresh) giveToken(response, site, visit.recognised.fresh)
    const session = askerOf(visit)
    const waitS = limits.enter(session, isCommand(request), site.clock.wall())
    if (waitS !== undefined)
      return sendProblem(visit, problem('too-many', { headers: { 'Retry-After': String(waitS) } }))
    response.once('close', () => limits.leave(session))
    if (visit.settingUp && !isOpen(visit)) return sendOn(visit, '/set-up')
    return next()
  }
}

/** A handler of a visit as Express takes it. */
export function answering(answer: (visit: Visit) => Promise<void> | void): RequestHandler {
  return async (request, response) => {
    const visit = visitOf(response)
    if (!visit) return refuseAtDoor(request, response, problem('broken'))
    await answer(visit)
  }
}
