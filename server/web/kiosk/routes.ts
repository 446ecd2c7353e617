import { scannedBy } from '#modules/dispensary/published.ts'
import { forbidden } from '#web/access.ts'
import { answerCollect, answerCollected } from '#web/kiosk/collecting.ts'
import { kioskRole } from '#web/kiosk/confined.ts'
import { beginning, sendKiosk } from '#web/kiosk/page.ts'
import { sendOn, sendPage, sendProblem } from '#web/respond.ts'
import { own } from '#web/sign-in/account-tasks.ts'
import { goOn } from '#web/sign-in/accounts.ts'
import { parameterOf, type Visit } from '#web/visit.ts'

type Answer = (visit: Visit) => Promise<void> | void

const isKiosk = ({ viewer }: Visit) => viewer.actor.role === kioskRole
const mayTurn = ({ viewer }: Visit) => Object.hasOwn(scannedBy, viewer.actor.role)

/** The page on which staff turn a screen into the kiosk. */
function sendBegin(visit: Visit): Promise<void> {
  const { access } = visit.site
  const press = access
    ? { name: 'begin-kiosk', action: '/account/kiosk', hidden: [] }
    : {
        name: 'take-seat',
        action: '/seat',
        hidden: [
          { name: 'seat', value: 'kiosk' },
          { name: 'return-to', value: '/kiosk' },
        ],
      }
  const head = {
    title: 'Make this screen the kiosk',
    heading: 'Make this screen the kiosk',
    back: { href: '/queue', title: 'Orders' },
    width: 'form' as const,
  }
  return sendPage(visit, 200, 'kiosk/begin.njk', head, {
    form: { ...press, title: 'Make it the kiosk' },
    signsIn: access !== undefined,
  })
}

// In a real clinic it is asked anew who that is: the screen is left alone afterwards.
const answerKiosk: Answer = (visit) => {
  if (isKiosk(visit)) return sendKiosk(visit, beginning)
  if (!mayTurn(visit)) return sendProblem(visit, forbidden(visit, scannedBy))
  return visit.site.access ? sendOn(visit, '/account/kiosk') : sendBegin(visit)
}

const onlyKiosk =
  (answer: Answer): Answer =>
  (visit) =>
    isKiosk(visit) ? answer(visit) : sendProblem(visit, forbidden(visit, { kiosk: 'clinic' }))

/** The kiosk's addresses. */
export const kioskRoutes: Readonly<
  Record<string, { readonly get?: Answer; readonly post?: Answer }>
> = {
  '/kiosk': { get: answerKiosk, post: onlyKiosk(answerCollect) },
  '/kiosk/:id': {
    get: onlyKiosk((visit) => answerCollected(visit, parameterOf(visit.request, 'id'))),
  },
}

/** Where a session becomes the kiosk: with a fresh factor, and under a token of its own. */
export const kioskTurning: typeof kioskRoutes = {
  '/account/kiosk': {
    get: own({ fresh: true }, (visit) =>
      mayTurn(visit) ? sendBegin(visit) : sendProblem(visit, forbidden(visit, scannedBy)),
    ),
    post: own({ fresh: true }, (visit, { access }) => {
      if (!mayTurn(visit)) return sendProblem(visit, forbidden(visit, scannedBy))
      goOn(visit, access, { role: kioskRole })
      return sendOn(visit, '/kiosk')
    }),
  },
}
