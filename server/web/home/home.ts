import type { Link } from '#kernel/page.ts'
import { halLinks } from '#web/hal-forms.ts'
import { creatingOffers } from '#web/home/creating.ts'
import { sendPatientHome } from '#web/home/patient.ts'
import { sendToday } from '#web/home/today.ts'
import { sendJson, sendOn } from '#web/respond.ts'
import { navigationFor } from '#web/shell.ts'
import { answerSignInPage } from '#web/sign-in/sign-in-page.ts'
import type { Visit } from '#web/visit.ts'

/** Links to the feeds of what this viewer may see all of. */
function feedLinks({ site, viewer }: Visit): readonly Link[] {
  return [...site.map.feeds.values()]
    .filter(({ page }) => page.by[viewer.actor.role] === 'clinic')
    .map(({ name }) => ({ rel: 'events', href: `/events/${name}`, title: `Events: ${name}` }))
}

async function sendEntry(visit: Visit): Promise<void> {
  const { known, viewer, site, request, response, wants } = visit
  const way = site.access
    ? { rel: 'sign-in', href: '/sign-in', title: 'Sign in' }
    : { rel: 'take-seat', href: '/seat', title: 'Take a seat' }
  const seat = site.settings.demo || viewer.actor.role === 'visitor' ? [way] : []
  const links = [
    ...(await navigationFor(visit)),
    ...(await creatingOffers(visit)),
    ...feedLinks(visit),
    ...seat,
  ]
  const { id, role } = viewer.actor
  const body = {
    title: known.clinic?.name ?? 'Frontdesk',
    actor: { id, role, name: viewer.name },
    _links: halLinks('/', links),
  }
  return sendJson(request, response, body, wants.kind === 'machine' ? wants.type : undefined)
}

/** Answers `GET /`, the entry document: what there is, and what can be done. */
export async function answerHome(visit: Visit): Promise<void> {
  if (visit.settingUp) return sendOn(visit, '/set-up')
  if (visit.wants.kind === 'machine') return sendEntry(visit)
  if (visit.viewer.actor.role === 'visitor') return answerSignInPage(visit)
  return visit.viewer.kind === 'patient' ? sendPatientHome(visit) : sendToday(visit)
}
