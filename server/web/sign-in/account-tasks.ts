import type { Access } from '#access/access.ts'
import type { Session } from '#access/sessions.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { takeToken } from '#web/sign-in/cookies.ts'
import type { Visit } from '#web/visit.ts'

/** Whoever is signed in with a browser, and what they sent. */
export type Own = {
  readonly access: Access
  readonly session: Session
  readonly person: string
  readonly now: number
  readonly values: Readonly<Record<string, string>>
}

const freshMs = 5 * 60_000

type Wanted = { readonly fresh: boolean }

/**
 * Runs a task of somebody's own account: only in a browser, and where it changes how they sign in, only
 * with a fresh factor. Whoever is still to set up their second step has just typed their password.
 */
export function own(
  wanted: Wanted,
  answer: (visit: Visit, own: Own) => Promise<void> | void,
): (visit: Visit) => Promise<void> {
  return async (visit) => {
    const { site, recognised, request } = visit
    const { access } = site
    const { session } = recognised
    if (!access || !session || session.level === 'code') {
      return sendProblem(visit, problem(recognised.machine ? 'fresh-factor' : 'sign-in'))
    }
    const now = site.clock.wall()
    if (wanted.fresh && session.level === 'full' && now - session.provenAt > freshMs) {
      const place = request.method === 'GET' ? request.originalUrl : '/account'
      return sendOn(visit, `/account/confirm?return-to=${encodeURIComponent(place)}`)
    }
    const sent = request.method === 'POST' ? sentBy(request) : undefined
    if (sent && isProblem(sent)) return sendProblem(visit, sent)
    await answer(visit, {
      access,
      session,
      person: session.person,
      now,
      values: sent?.values ?? {},
    })
  }
}

/** Answers `POST /account/sessions`: ends one session, or all of them. */
export const answerEndSession = own(
  { fresh: false },
  (visit, { access, session, person, now, values }) => {
    const wanted = values['session'] ?? ''
    const mine = access.sessions.list(person, now).some(({ id }) => id === wanted)
    if (wanted === 'all') access.sessions.endAll(person, now)
    else if (mine) access.sessions.end(wanted, now)
    const isOver = wanted === 'all' || wanted === session.id
    if (!isOver) return sendOn(visit, '/account')
    takeToken(visit.response, visit.site)
    visit.response.setHeader('Clear-Site-Data', '"cache", "storage"')
    return sendOn(visit, '/sign-in?out=yes')
  },
)

/** Whether a member of staff would be left without a second step. */
function isLast(visit: Visit, { access, person }: Own): boolean {
  const { codes, passkeys } = access.credentials.factorsOf(person)
  return visit.viewer.kind === 'staff' && passkeys + (codes ? 1 : 0) <= 1
}

const lastFactor = {
  status: 409,
  code: 'last-factor',
  title: 'This is your only second step',
  detail: 'Whoever works here signs in with one. Add another first, then remove this one.',
  links: [{ rel: 'account', href: '/account', title: 'Back to your account' }],
}

/** Answers `POST /account/codes/remove`. */
export const answerRemoveCodes = own({ fresh: true }, (visit, mine) => {
  if (isLast(visit, mine)) return sendProblem(visit, lastFactor)
  const { access, session, person, now } = mine
  access.credentials.removeCodes(person)
  access.sessions.endAll(person, now, session.id)
  return sendOn(visit, '/account')
})

/** Answers `POST /account/passkeys/remove`. */
export const answerRemovePasskey = own({ fresh: true }, (visit, mine) => {
  if (isLast(visit, mine)) return sendProblem(visit, lastFactor)
  const { access, session, person, now, values } = mine
  if (access.passkeys.remove(person, values['passkey'] ?? ''))
    access.sessions.endAll(person, now, session.id)
  return sendOn(visit, '/account')
})
