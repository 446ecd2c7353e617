import type { Access } from '#access/access.ts'
import type { Session } from '#access/sessions.ts'
import { halLinks } from '#web/hal-forms.ts'
import { sendJson, sendPage } from '#web/respond.ts'
import { rowOf } from '#web/sign-in/access-form.ts'
import type { Visit } from '#web/visit.ts'

const links = [
  { rel: 'password', href: '/account/password', title: 'Choose a new password' },
  { rel: 'second-step', href: '/account/second-step', title: 'Add a passkey or an authenticator' },
  { rel: 'machine-tokens', href: '/account/tokens', title: 'Tokens for programs' },
  { rel: 'reads', href: '/account/reads', title: 'Who looked at your record' },
]

const press = (
  name: string,
  action: string,
  title: string,
  hidden: Readonly<Record<string, string>>,
) => ({
  name,
  action,
  title,
  kind: 'line',
  small: true,
  hidden: Object.entries(hidden).map(([field, value]) => ({ name: field, value })),
})

const remove = (name: string, action: string, hidden: Readonly<Record<string, string>>) => ({
  ...press(name, action, 'Remove', hidden),
  kind: 'bad',
})

function sessionRow(visit: Visit, one: Session) {
  const { say, recognised } = visit
  const isThis = one.id === recognised.session?.id
  const here = isThis ? '. This is the one you are using.' : ''
  const remark = `Since ${say.moment(one.begunAt).text}, last used ${say.moment(one.seenAt).text}${here}`
  return rowOf(one.device, remark, {
    ...press('end-session', '/account/sessions', isThis ? 'Sign out here' : 'Sign it out', {
      session: one.id,
    }),
    id: `end-${one.id}`,
    about: one.device,
  })
}

function factorRows(visit: Visit, access: Access, person: string) {
  const { say } = visit
  const { password, codes, recoveryCodes } = access.credentials.factorsOf(person)
  const passkeys = access.passkeys.list(person).map(({ id, name, addedAt, usedAt }) => {
    const used = usedAt ? `, last used ${say.moment(usedAt).text}` : ''
    return rowOf(`Passkey: ${name}`, `Added ${say.day(addedAt).text}${used}`, {
      ...remove('remove-passkey', '/account/passkeys/remove', { passkey: id }),
      id: `remove-passkey-${id.slice(0, 12)}`,
      about: name,
    })
  })
  const left = `${recoveryCodes} recovery codes are left`
  const removal = {
    ...remove('remove-codes', '/account/codes/remove', {}),
    id: 'remove-codes',
    about: 'the authenticator',
  }
  const authenticator = codes ? [rowOf('Codes of an authenticator', left, removal)] : []
  return [...(password ? [rowOf('Password', 'It is set')] : []), ...authenticator, ...passkeys]
}

/** Answers `/account`: how somebody signs in, and where they are signed in now. */
export async function answerAccount(visit: Visit): Promise<void> {
  const { site, viewer, wants, request, response } = visit
  const { access } = site
  if (!access) return
  const shown = viewer.kind === 'patient' ? links : links.filter(({ rel }) => rel !== 'reads')
  if (wants.kind === 'machine') {
    const { id, role } = viewer.actor
    const body = {
      title: 'Your account',
      actor: { id, role, name: viewer.name },
      _links: halLinks('/account', shown),
    }
    return sendJson(request, response, body, wants.type)
  }
  const person = viewer.actor.id
  const sessions = access.sessions.list(person, site.clock.wall())
  const head = {
    title: 'Your account',
    heading: 'Your account',
    lead: `${viewer.name}, ${viewer.roleTitle}`,
    back: { href: '/', title: 'The first page' },
    width: 'form' as const,
  }
  return sendPage(visit, 200, 'access/account.njk', head, {
    offers: shown,
    factors: factorRows(visit, access, person),
    sessions: sessions.map((one) => sessionRow(visit, one)),
    endAll: press('end-sessions', '/account/sessions', 'Sign out everywhere', { session: 'all' }),
  })
}
