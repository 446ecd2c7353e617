import { isProblem, sentBy } from '#web/body.ts'
import { founder } from '#web/founder.ts'
import { formHref, targetOf } from '#web/offers.ts'
import { problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { sendAccessPage } from '#web/sign-in/access-form.ts'
import { accountOf, signIn } from '#web/sign-in/accounts.ts'
import { newPasswordInput, passwordFault } from '#web/sign-in/new-password.ts'
import { hasKeyholder } from '#web/sign-in/presence.ts'
import type { Visit } from '#web/visit.ts'

const firstAdmin = (visit: Visit) => visit.known.staff.find(({ roles }) => roles.includes('admin'))

const noAddress = {
  tone: 'wait',
  text: 'No e-mail address was given, so a password will not find you. Add a passkey next: it signs you in by itself.',
} as const

async function sendFirstPassword(visit: Visit, error?: string): Promise<void> {
  const admin = firstAdmin(visit)
  const email = admin?.email ? ` You sign in with ${admin.email}.` : ''
  return sendAccessPage(visit, {
    status: error ? 422 : 200,
    heading: 'Choose your password',
    lead: `For ${admin?.name ?? 'the first admin'}.${email}`,
    notes: admin?.email ? [] : [noAddress],
    form: {
      name: 'first-password',
      action: '/set-up',
      heading: 'Choose your password',
      submit: 'Keep this password',
      inputs: [newPasswordInput],
      errors: error ? [{ field: 'password', code: 'password', detail: error }] : [],
    },
  })
}

async function sendFoundation(visit: Visit): Promise<void> {
  const { site, viewer } = visit
  for (const intent of site.registry.intents.values()) {
    if (!intent.only || !Object.hasOwn(intent.by, viewer.actor.role)) continue
    const target = await targetOf(visit, intent)
    const href = target?.version === 0 ? formHref(visit, intent, intent.only) : undefined
    if (href) return sendOn(visit, href)
  }
  return sendProblem(visit, problem('not-found'))
}

/** The admin joins right after the clinic is made: a moment, hardly ever seen. */
function sendMoment(visit: Visit): Promise<void> {
  return sendAccessPage(visit, {
    heading: 'One moment',
    notes: [{ tone: 'wait', text: 'The first admin is joining. Look again in a moment.' }],
    links: [{ rel: 'set-up', href: '/set-up', title: 'Look again' }],
  })
}

/**
 * Answers `GET /set-up`: the form that makes the clinic, then the first admin's password. After that
 * there is nothing here any more, and whoever sits at the machine is nobody in particular.
 */
export async function answerSetUp(visit: Visit): Promise<void> {
  const { known, settingUp } = visit
  if (!settingUp) return sendOn(visit, '/')
  if (!known.clinic) return sendFoundation(visit)
  return firstAdmin(visit) ? sendFirstPassword(visit) : sendMoment(visit)
}

/** Answers `POST /set-up`: keeps the first admin's password, and signs them in to set up a second step. */
export async function answerFirstPassword(visit: Visit): Promise<void> {
  const { site, viewer, known } = visit
  const { access } = site
  const admin = firstAdmin(visit)
  if (!access || !admin || viewer.actor.id !== founder || hasKeyholder(access, known))
    return sendOn(visit, '/')
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const password = sent.values['password'] ?? ''
  const account = await accountOf(visit, admin.id)
  if (!account) return sendOn(visit, '/')
  const fault = await passwordFault(visit, password, account)
  if (fault) return sendFirstPassword(visit, fault)
  await access.credentials.setPassword(admin.id, password, site.clock.wall())
  signIn(visit, access, { ...account, role: 'admin' }, 'enrol')
  return sendOn(visit, '/account/second-step')
}
