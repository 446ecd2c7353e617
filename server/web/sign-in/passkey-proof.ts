import type { Access } from '#access/access.ts'
import type { RelyingParty } from '#access/passkeys.ts'
import { type Problem, problem } from '#web/problem.ts'
import { type PasskeyForm, passkeyForm } from '#web/sign-in/access-form.ts'
import { type Account, accountOf } from '#web/sign-in/accounts.ts'
import { tryOnce } from '#web/sign-in/tries.ts'
import type { Visit } from '#web/visit.ts'

/** What passkeys are made for: the host that people type; nothing where that is a bare IP address. */
export function partyOf({ site, known }: Visit): RelyingParty | undefined {
  const { hostname, origin } = new URL(site.settings.publicUrl)
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.includes(':')
  return isAddress ? undefined : { id: hostname, origin, name: known.clinic?.name ?? 'Frontdesk' }
}

type Asked = Omit<PasskeyForm, 'doing' | 'options' | 'hidden'> & {
  readonly hidden?: Readonly<Record<string, string>>
  readonly person?: string
}

/** The form that asks for a passkey, of anybody's or of one person; script shows it. */
export async function askedPasskey(visit: Visit, asked: Asked): Promise<PasskeyForm | undefined> {
  const { site, recognised } = visit
  const party = partyOf(visit)
  if (!party || !site.access) return undefined
  const { name, action, title, hidden = {}, person } = asked
  const now = site.clock.wall()
  const options = await site.access.passkeys.askOptions(party, person, recognised.browser, now)
  return passkeyForm({ name, action, title, doing: 'get', options }, hidden)
}

/** Whose passkey answered; a problem where it is none of ours. */
export async function provenBy(
  visit: Visit,
  access: Access,
  answer: string,
): Promise<Account | Problem> {
  const party = partyOf(visit)
  const { site, recognised } = visit
  let person: string | undefined
  const right = await tryOnce(visit, `passkey in ${recognised.browser}`, async () => {
    person =
      party && (await access.passkeys.verify(party, answer, recognised.browser, site.clock.wall()))
    return person !== undefined
  })
  if (typeof right === 'object') return right
  const account = person === undefined ? undefined : await accountOf(visit, person)
  return (
    account ??
    problem('sign-in', {
      title: 'That passkey is not known here',
      detail: 'It was made for somebody else, or it was removed. Sign in in another way.',
      links: [{ rel: 'sign-in', href: '/sign-in', title: 'Sign in' }],
    })
  )
}
