import { TooManyAtOnce } from '#access/passwords.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { sendAccessPage } from '#web/sign-in/access-form.ts'
import { own } from '#web/sign-in/account-tasks.ts'
import { accountOf, goOn } from '#web/sign-in/accounts.ts'
import { newPasswordInput, passwordFault } from '#web/sign-in/new-password.ts'
import { tooManyTries, tryOnce } from '#web/sign-in/tries.ts'
import type { Visit } from '#web/visit.ts'

const current = {
  kind: 'text',
  name: 'current',
  label: 'Your password until now',
  secret: true,
  autocomplete: 'current-password',
  maxLength: 200,
} as const

function sendPasswordForm(
  visit: Visit,
  hasOne: boolean,
  error?: { readonly field: string; readonly detail: string },
): Promise<void> {
  return sendAccessPage(visit, {
    status: error ? 422 : 200,
    heading: 'Choose a new password',
    back: { href: '/account', title: 'Your account' },
    form: {
      name: 'change-password',
      action: '/account/password',
      heading: 'Choose a new password',
      submit: 'Keep this password',
      inputs: hasOne ? [current, newPasswordInput] : [newPasswordInput],
      errors: error ? [{ ...error, code: 'password' }] : [],
    },
  })
}

/** Answers `GET /account/password`. */
export const answerPasswordForm = own({ fresh: true }, (visit, { access, person }) =>
  sendPasswordForm(visit, access.credentials.factorsOf(person).password),
)

/** Answers `POST /account/password`: all other sessions end, and this one goes on under a new token. */
export const answerPassword = own(
  { fresh: true },
  async (visit, { access, session, person, now, values }) => {
    const hasOne = access.credentials.factorsOf(person).password
    const { current: typed = '', password = '' } = values
    if (hasOne) {
      const right = await tryOnce(visit, `factor of ${person}`, () =>
        access.credentials.verifyPassword(person, typed),
      )
      if (typeof right === 'object') return sendProblem(visit, right)
      if (!right)
        return sendPasswordForm(visit, hasOne, {
          field: 'current',
          detail: 'That is not your password.',
        })
    }
    const account = await accountOf(visit, person)
    const fault = account && (await passwordFault(visit, password, account))
    if (fault) return sendPasswordForm(visit, hasOne, { field: 'password', detail: fault })
    try {
      await access.credentials.setPassword(person, password, now)
    } catch (error) {
      // More passwords at once than can be worked on.
      if (error instanceof TooManyAtOnce) return sendProblem(visit, tooManyTries(visit, 2))
      throw error
    }
    access.sessions.endAll(person, now, session.id)
    goOn(visit, access, {})
    return sendOn(visit, '/account')
  },
)
