import { titleFor } from '#kernel/title.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { kioskRole } from '#web/kiosk/confined.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { sendAccessPage } from '#web/sign-in/access-form.ts'
import { accountsAt, asAddress, levelAfterFirst, signIn } from '#web/sign-in/accounts.ts'
import { askedPasskey, provenBy } from '#web/sign-in/passkey-proof.ts'
import { localPath } from '#web/sign-in/places.ts'
import { tryOnce } from '#web/sign-in/tries.ts'
import { queryOf, type Visit } from '#web/visit.ts'

type Shown = {
  readonly status?: number
  readonly returnTo: string
  /** Why the page is shown to whoever did not ask for it. */
  readonly asked?: 'asked' | 'kept' | 'signed-out'
  readonly email?: string
  readonly error?: string
}

const why: Readonly<Record<NonNullable<Shown['asked']>, string>> = {
  asked: 'Please sign in to go on.',
  kept: 'Please sign in to go on. What you typed is kept.',
  'signed-out': 'You have signed out.',
}

// The same words whatever was wrong: they tell nobody whether there is such an account.
const unknown = 'We do not know this e-mail address with this password. Check both and try again.'

/** Shows the sign-in page. */
export async function sendSignIn(visit: Visit, shown: Shown): Promise<void> {
  const { returnTo, asked, email = '', error, status = 200 } = shown
  const hidden = { 'return-to': returnTo }
  const errors = error ? [{ field: 'email', code: 'unknown', detail: error }] : []
  const back = returnTo === '/' ? '' : `?return-to=${encodeURIComponent(returnTo)}`
  return sendAccessPage(visit, {
    status,
    heading: 'Sign in',
    notes: asked ? [{ tone: 'info', text: why[asked] }] : [],
    form: {
      name: 'sign-in',
      action: '/sign-in',
      heading: 'Sign in',
      submit: 'Sign in',
      hidden,
      errors,
      inputs: [
        {
          kind: 'text',
          name: 'email',
          label: 'E-mail address',
          inputMode: 'email',
          autocomplete: 'username',
          value: email,
          maxLength: 254,
        },
        {
          kind: 'text',
          name: 'password',
          label: 'Password',
          secret: true,
          autocomplete: 'current-password',
          maxLength: 200,
        },
      ],
    },
    passkey: await askedPasskey(visit, {
      name: 'sign-in-by-passkey',
      action: '/sign-in/passkey',
      title: 'Sign in with a passkey',
      hidden,
    }),
    links: [
      {
        rel: 'mail-link',
        href: `/sign-in/mail${back}`,
        title: 'Patients: have a link mailed to you',
      },
      { rel: 'forgotten', href: '/sign-in/forgotten', title: 'I have forgotten my password' },
      ...(await visitorsLinks(visit)),
    ],
  })
}

/** What can be done by whoever is nobody yet, such as registering as a patient. */
async function visitorsLinks(visit: Visit) {
  const creating = visit.site.map.pages.flatMap(({ creates }) => creates ?? [])
  const open = creating
    .flatMap((category) => visit.site.map.creating(category))
    .filter(({ by }) => by['visitor'] === 'clinic')
  return open.flatMap((intent) => {
    const list = visit.site.map.collection(intent.on.stream)?.path
    const title = titleFor(intent, 'visitor')
    return list ? [{ rel: intent.name, href: `${list}/${intent.name}`, title }] : []
  })
}

/** Answers `GET /sign-in`. */
export async function answerSignInPage(visit: Visit): Promise<void> {
  const { 'return-to': returnTo, out } = queryOf(visit.request)
  // Whoever signs in at a kiosk ends it.
  const isOpen = ['visitor', kioskRole].includes(visit.viewer.actor.role) || visit.settingUp
  if (!isOpen) return sendOn(visit, '/')
  return sendSignIn(visit, {
    returnTo: localPath(returnTo),
    ...(out ? { asked: 'signed-out' as const } : {}),
  })
}

/** Where somebody goes who has shown one thing: on, or to what else is asked of them. */
export function placeFor(level: 'code' | 'enrol' | 'full', returnTo: string): string {
  const query = returnTo === '/' ? '' : `?return-to=${encodeURIComponent(returnTo)}`
  if (level === 'code') return `/sign-in/code${query}`
  return level === 'enrol' ? '/account/second-step' : returnTo
}

/** Answers `POST /sign-in`: e-mail address and password. */
export async function answerSignIn(visit: Visit): Promise<void> {
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const { access } = visit.site
  const { email = '', password = '', 'return-to': wanted } = sent.values
  const returnTo = localPath(wanted)
  if (!access) return sendOn(visit, '/')
  const accounts = await accountsAt(visit, email)
  const keyed = accounts.filter(({ person }) => access.credentials.factorsOf(person).password)
  let known = keyed[0]
  const right = await tryOnce(visit, asAddress(email), async () => {
    for (const account of keyed.length > 0 ? keyed : [undefined]) {
      known = account
      if (await access.credentials.verifyPassword(account?.person, password)) return true
    }
    return false
  })
  if (isOne(right)) return sendProblem(visit, right)
  if (!right || !known) return sendSignIn(visit, { status: 422, returnTo, email, error: unknown })
  const level = levelAfterFirst(access, known)
  signIn(visit, access, known, level)
  return sendOn(visit, placeFor(level, returnTo))
}

const isOne = <T extends object>(one: boolean | T): one is T => typeof one === 'object'

/** Answers `POST /sign-in/passkey`: a passkey is both things at once. */
export async function answerPasskeySignIn(visit: Visit): Promise<void> {
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const { access } = visit.site
  const returnTo = localPath(sent.values['return-to'])
  if (!access) return sendOn(visit, '/')
  const account = await provenBy(visit, access, sent.values['passkey'] ?? '')
  if (isProblem(account)) return sendProblem(visit, account)
  signIn(visit, access, account, 'full')
  return sendOn(visit, returnTo)
}
