import { problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { rowOf, sendAccessPage } from '#web/sign-in/access-form.ts'
import { type Own, own } from '#web/sign-in/account-tasks.ts'
import { roleTitle } from '#web/sign-in/roles.ts'
import type { Visit } from '#web/visit.ts'

const nameMax = 60

function sendTokens(
  visit: Visit,
  { access, person }: Own,
  more: { readonly token?: string; readonly error?: string },
): Promise<void> {
  const { say, viewer } = visit
  const tokens = access.machineTokens.list(person).map(({ id, name, role, madeAt, usedAt }) => {
    const used = usedAt ? `last used ${say.moment(usedAt).text}` : 'not used yet'
    return rowOf(name, `${roleTitle(role)}. Made ${say.day(madeAt).text}, ${used}`, {
      name: 'revoke-token',
      action: '/account/tokens/revoke',
      title: 'Revoke',
      kind: 'line',
      small: true,
      id: `revoke-${id}`,
      about: name,
      hidden: [{ name: 'token', value: id }],
    })
  })
  return sendAccessPage(visit, {
    status: more.error ? 422 : 200,
    heading: 'Tokens for programs',
    lead: `A program that has one acts for you, as ${viewer.roleTitle.toLowerCase()}.`,
    back: { href: '/account', title: 'Your account' },
    form: {
      name: 'make-token',
      action: '/account/tokens',
      heading: 'Make a token',
      submit: 'Make a token',
      errors: more.error ? [{ field: 'name', code: 'name', detail: more.error }] : [],
      inputs: [
        {
          kind: 'text',
          name: 'name',
          label: 'What is it for?',
          hint: 'E.g. the till',
          maxLength: nameMax,
        },
      ],
    },
    more: { tokens, ...(more.token ? { token: more.token } : {}) },
  })
}

/** Answers `GET /account/tokens`. */
export const answerTokens = own({ fresh: true }, (visit, mine) => sendTokens(visit, mine, {}))

/** Answers `POST /account/tokens`: the token is shown this once. */
export const answerMakeToken = own({ fresh: true }, (visit, mine) => {
  const name = (mine.values['name'] ?? '').trim()
  if (name === '' || name.length > nameMax || /\p{Cc}/u.test(name))
    return sendTokens(visit, mine, {
      error: `Say what it is for, in at most ${nameMax} characters.`,
    })
  if (mine.session.level !== 'full') return sendProblem(visit, problem('sign-in'))
  const { access, person, session, now } = mine
  return sendTokens(visit, mine, {
    token: access.machineTokens.make(person, name, session.role, now),
  })
})

/** Answers `POST /account/tokens/revoke`. */
export const answerRevokeToken = own({ fresh: true }, (visit, { access, person, values }) => {
  access.machineTokens.revoke(person, values['token'] ?? '')
  return sendOn(visit, '/account/tokens')
})
