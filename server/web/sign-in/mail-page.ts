import type { Access } from '#access/access.ts'
import type { LinkPurpose } from '#access/links.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { sendAccessPage } from '#web/sign-in/access-form.ts'
import { type Account, accountsAt, asAddress, mailLink } from '#web/sign-in/accounts.ts'
import { publicFormRefused } from '#web/sign-in/tries.ts'
import type { Visit } from '#web/visit.ts'

type Mailed = {
  readonly purpose: Exclude<LinkPurpose, 'first'>
  readonly path: string
  readonly name: string
  readonly heading: string
  readonly lead: string
  readonly submit: string
  readonly sent: string
  isFor(account: Account, access: Access): boolean
}

/** A link that signs a patient in; staff show more than that. */
const signInLink: Mailed = {
  purpose: 'sign-in',
  path: '/sign-in/mail',
  name: 'mail-sign-in-link',
  heading: 'Have a link mailed to you',
  lead: 'For patients. The link works for ten minutes, once, and in this browser.',
  submit: 'Mail me a link',
  sent: 'If your record has that address, a link is on its way. Open it in this browser within ten minutes.',
  isFor: ({ kind }) => kind === 'patient',
}

const newPassword: Mailed = {
  purpose: 'reset',
  path: '/sign-in/forgotten',
  name: 'mail-new-password',
  heading: 'Forgotten password',
  lead: 'We mail you a link under which you choose a new one.',
  submit: 'Mail me a link',
  sent: 'If somebody signs in with that address, a link is on its way. Open it in this browser within half an hour.',
  isFor: ({ person, kind }, access) =>
    kind === 'staff' || access.credentials.factorsOf(person).password,
}

async function sendMailForm(
  visit: Visit,
  mailed: Mailed,
  email = '',
  error?: string,
): Promise<void> {
  const { heading, lead, name, path, submit } = mailed
  return sendAccessPage(visit, {
    status: error ? 422 : 200,
    heading,
    lead,
    back: { href: '/sign-in', title: 'Sign in' },
    form: {
      name,
      action: path,
      heading,
      submit,
      errors: error ? [{ field: 'email', code: 'missing', detail: error }] : [],
      inputs: [
        {
          kind: 'text',
          name: 'email',
          label: 'E-mail address',
          inputMode: 'email',
          autocomplete: 'email',
          value: email,
          maxLength: 254,
        },
      ],
    },
  })
}

async function mailAll(visit: Visit, access: Access, mailed: Mailed, email: string): Promise<void> {
  const accounts = await accountsAt(visit, email)
  for (const account of accounts.filter((one) => mailed.isFor(one, access)))
    mailLink(visit, access, mailed.purpose, account)
}

async function answerMail(visit: Visit, mailed: Mailed): Promise<void> {
  const { site, request, response } = visit
  const { access } = site
  if (!access) return sendOn(visit, '/')
  if (request.method !== 'POST') return sendMailForm(visit, mailed)
  const sent = sentBy(request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const { email = '' } = sent.values
  if (!asAddress(email).includes('@'))
    return sendMailForm(
      visit,
      mailed,
      email,
      'Enter your e-mail address, such as name@example.org.',
    )
  const refused = publicFormRefused(visit, mailed.name)
  if (refused) return sendProblem(visit, refused)
  // After the answer: neither its words nor its time tell whether there is anybody.
  response.once('finish', () => {
    mailAll(visit, access, mailed, email).catch((error) =>
      site.log.error({ err: error }, 'a link could not be mailed'),
    )
  })
  return sendAccessPage(visit, {
    heading: 'Look into your mail',
    notes: [{ tone: 'good', text: mailed.sent }],
    links: [{ rel: 'sign-in', href: '/sign-in', title: 'Back to signing in' }],
  })
}

/** Answers `/sign-in/mail`: a link for a patient. */
export function answerMailLink(visit: Visit): Promise<void> {
  return answerMail(visit, signInLink)
}

/** Answers `/sign-in/forgotten`: a link for a new password. */
export function answerForgotten(visit: Visit): Promise<void> {
  return answerMail(visit, newPassword)
}

/** Answers `/sign-in/lost`: what to do who has lost more than a password. */
export async function answerLost(visit: Visit): Promise<void> {
  return sendAccessPage(visit, {
    heading: 'When you cannot show your second step',
    notes: [
      {
        tone: 'info',
        text: 'Have you kept your recovery codes? Each of them works once in place of a code.',
      },
      {
        tone: 'info',
        text: 'If not, ask an admin of the clinic. Whoever runs the server can print a link for you on it.',
      },
    ],
    links: [{ rel: 'sign-in', href: '/sign-in', title: 'Back to signing in' }],
  })
}
