import { isProblem, sentBy } from '#web/body.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { goOn } from '#web/sign-in/accounts.ts'
import { takeToken } from '#web/sign-in/cookies.ts'
import { localPath } from '#web/sign-in/places.ts'
import type { Visit } from '#web/visit.ts'

/** Answers `POST /sign-out`: the session is over, and the browser forgets what it kept of our pages. */
export function answerSignOut(visit: Visit): void {
  const { site, response, recognised } = visit
  if (recognised.session) site.access?.sessions.end(recognised.session.id, site.clock.wall())
  takeToken(response, site)
  response.setHeader('Clear-Site-Data', '"cache", "storage"')
  sendOn(visit, '/sign-in?out=yes')
}

/** Answers `POST /account/role`: goes on in another of one's roles, under a new token. */
export async function answerRole(visit: Visit): Promise<void> {
  const sent = isProblem(sentBy(visit.request)) ? undefined : sentBy(visit.request)
  const { site, viewer, recognised } = visit
  if (!sent || isProblem(sent) || !site.access || !recognised.session) return sendOn(visit, '/')
  const { role = '', 'return-to': returnTo } = sent.values
  if (!viewer.roles?.includes(role)) {
    return sendProblem(visit, {
      status: 422,
      code: 'not-a-choice',
      title: 'That is none of your roles',
      detail: 'Choose one of the roles that you have.',
      links: [{ rel: 'home', href: '/', title: 'Go to the first page' }],
    })
  }
  goOn(visit, site.access, { role })
  return sendOn(visit, localPath(returnTo))
}
