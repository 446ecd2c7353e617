import type { Access } from '#access/access.ts'
import type { OpenLink } from '#access/links.ts'
import { TooManyAtOnce } from '#access/passwords.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { founder } from '#web/founder.ts'
import { problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { type AccessForm, sendAccessPage } from '#web/sign-in/access-form.ts'
import { type Account, accountOf, levelAfterFirst, signIn } from '#web/sign-in/accounts.ts'
import { newPasswordInput, passwordFault } from '#web/sign-in/new-password.ts'
import { placeFor } from '#web/sign-in/sign-in-page.ts'
import { tooManyTries } from '#web/sign-in/tries.ts'
import { parameterOf, queryOf, type Visit } from '#web/visit.ts'

const again = [
  { rel: 'mail-link', href: '/sign-in/mail', title: 'Have a new link mailed' },
  { rel: 'sign-in', href: '/sign-in', title: 'Sign in' },
]

const founding: Account = {
  person: founder,
  kind: 'staff',
  role: 'admin',
  name: 'whoever sets up the clinic',
  email: '',
}

type Opened = { readonly link: OpenLink; readonly account: Account; readonly secret: string }

async function sendButton(visit: Visit, opened: Opened, error?: string): Promise<void> {
  const { link, account, secret } = opened
  const choosing = link.purpose !== 'sign-in' && account.person !== founder
  const heading = choosing ? 'Choose a new password' : 'Sign in'
  const form: AccessForm = {
    name: 'use-link',
    action: `/sign-in/link/${link.id}`,
    heading,
    submit: choosing ? 'Keep this password' : `Go on as ${account.name}`,
    hidden: { secret },
    errors: error ? [{ field: 'password', code: 'password', detail: error }] : [],
    inputs: choosing ? [newPasswordInput] : [],
  }
  const lead = choosing ? `For ${account.name}.` : 'You opened the link from your mail.'
  return sendAccessPage(visit, { status: error ? 422 : 200, heading, lead, form })
}

async function openedLink(
  visit: Visit,
  access: Access,
  secret: string,
): Promise<Opened | undefined> {
  const id = parameterOf(visit.request, 'id')
  const link = access.links.find(id, secret, visit.site.clock.wall())
  if (!link) return undefined
  const account = link.person === founder ? founding : await accountOf(visit, link.person)
  return account && { link, account, secret }
}

async function use(visit: Visit, access: Access, opened: Opened, password: string): Promise<void> {
  const { link, account } = opened
  const { person } = account
  const now = visit.site.clock.wall()
  const choosing = link.purpose !== 'sign-in' && person !== founder
  const fault = choosing ? await passwordFault(visit, password, account) : undefined
  if (fault) return sendButton(visit, opened, fault)
  if (!access.links.use(link.id, now))
    return sendProblem(visit, problem('link-over', { links: again }))
  if (person === founder) {
    signIn(visit, access, account, 'full')
    return sendOn(visit, '/set-up')
  }
  if (choosing) {
    // Printed on the machine for whoever has lost everything: what they had opens nothing any more.
    if (link.purpose === 'first') access.credentials.forget(person)
    await access.credentials.setPassword(person, password, now)
    access.sessions.endAll(person, now)
  }
  const level = levelAfterFirst(access, account)
  signIn(visit, access, account, level)
  return sendOn(visit, placeFor(level, '/'))
}

/**
 * Answers `/sign-in/link/:id`. Opening a link shows a button and uses nothing up, since programs that look
 * through mail open links too; pressing it does, once.
 */
export async function answerLink(visit: Visit): Promise<void> {
  const { access } = visit.site
  if (!access) return sendOn(visit, '/')
  const isSent = visit.request.method === 'POST'
  const sent = isSent ? sentBy(visit.request) : undefined
  if (sent && isProblem(sent)) return sendProblem(visit, sent)
  const values = sent?.values ?? queryOf(visit.request)
  const opened = await openedLink(visit, access, values['secret'] ?? '')
  if (!opened) return sendProblem(visit, problem('link-over', { links: again }))
  const { browser } = opened.link
  if (browser !== null && browser !== visit.recognised.browser)
    return sendProblem(visit, problem('other-browser', { links: again }))
  if (!isSent) return sendButton(visit, opened)
  try {
    await use(visit, access, opened, values['password'] ?? '')
  } catch (error) {
    // More passwords at once than can be worked on.
    if (!(error instanceof TooManyAtOnce)) throw error
    await sendProblem(visit, tooManyTries(visit, 2))
  }
}
