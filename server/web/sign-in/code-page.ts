import type { Access } from '#access/access.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { sendAccessPage } from '#web/sign-in/access-form.ts'
import { goOn } from '#web/sign-in/accounts.ts'
import { askToSignIn } from '#web/sign-in/asking.ts'
import { askedPasskey, provenBy } from '#web/sign-in/passkey-proof.ts'
import { localPath } from '#web/sign-in/places.ts'
import { tryOnce } from '#web/sign-in/tries.ts'
import { queryOf, type Visit } from '#web/visit.ts'

type Asked = {
  readonly heading: string
  readonly action: string
  readonly submit: string
  readonly lead: string
}

/** The second thing after the password, and the same again before what is dangerous. */
const afterPassword: Asked = {
  heading: 'One more step',
  action: '/sign-in/code',
  submit: 'Go on',
  lead: 'Your password was right.',
}
const onceMore: Asked = {
  heading: 'Is it still you?',
  action: '/account/confirm',
  submit: 'Confirm',
  lead: 'What you are about to do needs a proof that is at most five minutes old.',
}

const wrongCode =
  'That code is not right, or it was used already. Wait for the next one, and try again.'
const wrongPassword = 'That is not your password.'

async function sendFactorPage(
  visit: Visit,
  access: Access,
  asked: Asked,
  returnTo: string,
  isWrong: boolean,
): Promise<void> {
  const { session } = visit.recognised
  const person = session?.person ?? ''
  const { codes, passkeys, password, recoveryCodes } = access.credentials.factorsOf(person)
  const hidden = { 'return-to': returnTo }
  const byCode = codes || recoveryCodes > 0
  const hasForm = byCode || (password && passkeys === 0)
  const field = byCode ? 'code' : 'password'
  const errors = [{ field, code: 'wrong', detail: byCode ? wrongCode : wrongPassword }]
  const passkey =
    passkeys > 0
      ? await askedPasskey(visit, {
          name: 'confirm-by-passkey',
          action: asked.action,
          title: 'Use your passkey',
          hidden,
          person,
        })
      : undefined
  return sendAccessPage(visit, {
    status: isWrong ? 422 : 200,
    heading: asked.heading,
    lead: asked.lead,
    ...(passkey ? { passkey } : {}),
    ...(hasForm
      ? {
          form: {
            name: 'show-factor',
            action: asked.action,
            heading: asked.heading,
            submit: asked.submit,
            hidden,
            errors: isWrong ? errors : [],
            inputs: [byCode ? codeInput : passwordInput],
          },
        }
      : {}),
    links: [{ rel: 'help', href: '/sign-in/lost', title: 'I cannot do this any more' }],
  })
}

const codeInput = {
  kind: 'text',
  name: 'code',
  label: 'Code',
  hint: 'The six digits that your authenticator shows, or one of your recovery codes.',
  autocomplete: 'one-time-code',
  width: 'short',
  maxLength: 40,
} as const

const passwordInput = {
  kind: 'text',
  name: 'password',
  label: 'Password',
  secret: true,
  autocomplete: 'current-password',
  maxLength: 200,
} as const

/** Whether what was sent proves whose session it is; a problem where it has to wait. */
async function isProven(visit: Visit, access: Access, person: string) {
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sent
  const { passkey, code, password } = sent.values
  if (passkey !== undefined) {
    const account = await provenBy(visit, access, passkey)
    return isProblem(account) ? account : account.person === person
  }
  const now = visit.site.clock.wall()
  return tryOnce(visit, `factor of ${person}`, () => {
    if (code !== undefined) {
      const { credentials } = access
      return (
        credentials.takeCode(person, code, now) || credentials.takeRecoveryCode(person, code, now)
      )
    }
    // A password alone is a proof only for whoever has nothing better.
    if (access.credentials.hasFactor(person)) return false
    return access.credentials.verifyPassword(person, password ?? '')
  })
}

async function answerFactor(visit: Visit, asked: Asked): Promise<void> {
  const { access, clock } = visit.site
  const { session } = visit.recognised
  if (!access || !session) return askToSignIn(visit)
  const isSent = visit.request.method === 'POST'
  const sent = isSent ? sentBy(visit.request) : undefined
  const typed = sent && !isProblem(sent) ? sent.values : queryOf(visit.request)
  const returnTo = localPath(typed['return-to'])
  if (!isSent) return sendFactorPage(visit, access, asked, returnTo, false)
  const proven = await isProven(visit, access, session.person)
  if (typeof proven === 'object') return sendProblem(visit, proven)
  if (!proven) return sendFactorPage(visit, access, asked, returnTo, true)
  goOn(visit, access, { level: 'full', provenAt: clock.wall() })
  return sendOn(visit, returnTo)
}

/** Answers `/sign-in/code`: the second thing that proves who it is. */
export async function answerCode(visit: Visit): Promise<void> {
  const { session } = visit.recognised
  if (session?.level !== 'code') return sendOn(visit, session ? '/' : '/sign-in')
  return answerFactor(visit, afterPassword)
}

/** Answers `/account/confirm`: a factor shown again, before what is dangerous. */
export function answerConfirm(visit: Visit): Promise<void> {
  return answerFactor(visit, onceMore)
}
