import { isProblem, sentBy } from '#web/body.ts'
import { isUuid } from '#web/ids.ts'
import { presented } from '#web/presented.ts'
import { problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { sendSignIn } from '#web/sign-in/sign-in-page.ts'
import type { Visit } from '#web/visit.ts'

/** Keeps what somebody typed, and says where it is then found; nothing where it is no form of ours. */
export function held(visit: Visit, person: string): string | undefined {
  const { site, request } = visit
  const sent = sentBy(request)
  if (isProblem(sent) || !site.access) return undefined
  const { intent = '', actor } = sent.values
  if (!/^[a-z]+(-[a-z]+)*$/.test(intent) || actor !== person) return undefined
  const form = { path: request.path, values: sent.values }
  const token = site.access.heldForms.hold(person, form, site.clock.wall())
  return `${request.path}/${intent}?held=${token}`
}

/** Whose session the browser had, if it is over. */
function formerPerson({ site, request }: Visit): string | undefined {
  const shown = presented(request, site.settings.secure)
  return shown?.kind === 'cookie' ? site.access?.sessions.whose(shown.token) : undefined
}

/** Where to go on after signing in: the page that was asked for, or the form with what was typed. */
function placeAfter(visit: Visit): { readonly to: string; readonly kept: boolean } {
  const { request } = visit
  if (request.method === 'GET') return { to: request.originalUrl, kept: false }
  const person = formerPerson(visit)
  const place = person === undefined || !isUuid(person) ? undefined : held(visit, person)
  return { to: place ?? '/', kept: place !== undefined }
}

/** Answers whoever is not signed in, or not far enough, with the way to it: 401 and the form. */
export async function askToSignIn(visit: Visit): Promise<void> {
  const { site, response, wants, recognised } = visit
  if (!site.access) return sendOn(visit, '/seat')
  if (wants.kind !== 'html') {
    response.setHeader('WWW-Authenticate', 'Bearer realm="Frontdesk"')
    return sendProblem(visit, problem('sign-in'))
  }
  if (recognised.session?.level === 'code') return sendOn(visit, '/sign-in/code')
  if (recognised.session?.level === 'enrol') return sendOn(visit, '/account/second-step')
  const { to, kept } = placeAfter(visit)
  response.setHeader('WWW-Authenticate', 'Bearer realm="Frontdesk"')
  return sendSignIn(visit, { status: 401, returnTo: to, asked: kept ? 'kept' : 'asked' })
}

/** The values of a form that was kept, for the page that shows it again. */
export function heldValues(visit: Visit, token: string | undefined) {
  const { site, viewer } = visit
  if (token === undefined || !site.access) return undefined
  return site.access.heldForms.find(token, viewer.actor.id, site.clock.wall())?.values
}
