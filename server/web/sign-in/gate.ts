import { isShutToKiosk } from '#web/kiosk/confined.ts'
import { sendOn } from '#web/respond.ts'
import { askToSignIn } from '#web/sign-in/asking.ts'
import type { Site } from '#web/site.ts'
import type { Visit } from '#web/visit.ts'

type Answer = (visit: Visit) => Promise<void> | void
type Method = 'get' | 'post' | 'put'

const open =
  /^\/$|^\/(set-up|seat|sign-out|problems\/:code|commands\/:id|styleguide)$|^\/(sign-in|account|demo)(\/|$)/

type OfVisitors = { readonly by: Readonly<Record<string, string>> }

const isForVisitors = ({ by }: OfVisitors) =>
  Object.hasOwn(by, 'visitor') || Object.hasOwn(by, 'anybody')

/** The forms of modules that nobody need sign in for, and where these are sent. */
function visitorsPlaces({ map }: Site): ReadonlySet<string> {
  const places = new Set<string>()
  for (const page of map.pages) {
    if (isForVisitors(page)) places.add(`get ${page.path}`)
    const acting = page.thing !== undefined && map.thingPage(page.thing) === page
    const intents = [
      ...(acting && page.thing !== undefined ? map.intentsOn(page.thing) : []),
      ...(page.creates === undefined ? [] : map.creating(page.creates)),
    ]
    for (const intent of intents.filter(isForVisitors))
      places.add(`get ${page.path}/${intent.name}`).add(`post ${page.path}`)
  }
  return places
}

/**
 * The gate before every address: whoever is not signed in is asked to, unless the address is for visitors.
 * What it is for is decided behind it, as for everybody else. `/account` looks after itself, since
 * somebody half signed in sets up their second step there.
 */
export function createGate(site: Site): (method: Method, path: string, answer: Answer) => Answer {
  const places = visitorsPlaces(site)
  return (method, path, allowed) => {
    const answer: Answer = (visit) =>
      isShutToKiosk(visit, path) ? sendOn(visit, '/kiosk') : allowed(visit)
    if (open.test(path) || places.has(`${method} ${path}`)) return answer
    return (visit) => (visit.viewer.actor.role === 'visitor' ? askToSignIn(visit) : answer(visit))
  }
}
