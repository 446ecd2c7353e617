import { codesEnrolment, newCodesSecret } from '#access/one-time-codes.ts'
import { problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { passkeyForm, sendAccessPage } from '#web/sign-in/access-form.ts'
import { type Own, own } from '#web/sign-in/account-tasks.ts'
import { accountOf, goOn } from '#web/sign-in/accounts.ts'
import { partyOf } from '#web/sign-in/passkey-proof.ts'
import type { Visit } from '#web/visit.ts'

const back = { href: '/account', title: 'Your account' }

/** Answers `/account/second-step`: a passkey, or an authenticator. */
export const answerSecondStep = own({ fresh: true }, async (visit, mine) => {
  const { access, session, person, now } = mine
  const party = partyOf(visit)
  const account = await accountOf(visit, person)
  const options =
    party && account && (await access.passkeys.makeOptions(party, account, session.id, now))
  const isNew = session.level === 'enrol'
  return sendAccessPage(visit, {
    heading: isNew ? 'Set up your second step' : 'Add a passkey or an authenticator',
    ...(isNew
      ? { lead: 'Whoever works here shows two things to sign in: choose the second one now.' }
      : { back }),
    ...(options
      ? {
          passkey: passkeyForm({
            name: 'add-passkey',
            action: '/account/passkeys',
            title: 'Add a passkey',
            doing: 'create',
            options,
          }),
        }
      : {}),
    links: [
      { rel: 'codes', href: '/account/codes', title: 'Use codes of an authenticator' },
      ...(isNew ? [] : [{ rel: 'account', href: '/account', title: 'Not now' }]),
    ],
  })
})

/** All others end, this one goes on with a factor that was just shown. */
function keepOnlyThis(visit: Visit, { access, session, person, now }: Own): void {
  access.sessions.endAll(person, now, session.id)
  goOn(visit, access, { level: 'full', provenAt: now })
}

/** Answers `POST /account/passkeys`. */
export const answerAddPasskey = own({ fresh: true }, async (visit, mine) => {
  const { access, session, person, now, values } = mine
  const party = partyOf(visit)
  const made = { answer: values['passkey'] ?? '', name: session.device }
  const isKept = party && (await access.passkeys.add(party, person, made, session.id, now))
  if (!isKept) {
    return sendProblem(
      visit,
      problem('unreadable', {
        status: 422,
        title: 'That passkey was not added',
        detail: 'The request was too old, or your device made none. Try again.',
        links: [{ rel: 'second-step', href: '/account/second-step', title: 'Try again' }],
      }),
    )
  }
  keepOnlyThis(visit, mine)
  return sendOn(visit, session.level === 'enrol' ? '/' : '/account')
})

const placeOf = ({ session }: Own) => `new codes of ${session.person}`

async function sendCodesForm(
  visit: Visit,
  mine: Own,
  secret: string,
  error?: string,
): Promise<void> {
  const { access, person } = mine
  const account = await accountOf(visit, person)
  const issuer = visit.known.clinic?.name ?? 'Frontdesk'
  const { picture } = codesEnrolment(secret, account?.email || account?.name || person, issuer)
  const sealed = Buffer.from(access.box.seal(placeOf(mine), secret)).toString('base64url')
  return sendAccessPage(visit, {
    status: error ? 422 : 200,
    heading: 'Use codes of an authenticator',
    back: { href: '/account/second-step', title: 'Second step' },
    more: { picture, secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 ') },
    form: {
      name: 'add-codes',
      action: '/account/codes',
      heading: 'Use codes of an authenticator',
      submit: 'Use these codes',
      hidden: { sealed },
      errors: error ? [{ field: 'code', code: 'wrong', detail: error }] : [],
      inputs: [
        {
          kind: 'text',
          name: 'code',
          label: 'The code that it shows now',
          autocomplete: 'one-time-code',
          inputMode: 'numeric',
          width: 'short',
          maxLength: 20,
        },
      ],
    },
  })
}

/** Answers `GET /account/codes`: a new secret, as a picture and as text. */
export const answerCodesForm = own({ fresh: true }, (visit, mine) =>
  sendCodesForm(visit, mine, newCodesSecret(mine.access.box.random)),
)

function openedSecret(mine: Own): string | undefined {
  try {
    const sealed = Buffer.from(mine.values['sealed'] ?? '', 'base64url')
    return mine.access.box.open(placeOf(mine), sealed)
  } catch {
    // Not sealed by us, for this person: bad input.
    return undefined
  }
}

/** Answers `POST /account/codes`: once a code was right, they count; the recovery codes are shown this once. */
export const answerCodes = own({ fresh: true }, async (visit, mine) => {
  const { access, session, person, now, values } = mine
  const secret = openedSecret(mine)
  if (secret === undefined) return sendOn(visit, '/account/codes')
  const { credentials } = access
  if (!credentials.beginCodes(person, secret, values['code'] ?? '', now))
    return sendCodesForm(
      visit,
      mine,
      secret,
      'That code is not right. Type the one that it shows now.',
    )
  const codes = credentials.makeRecoveryCodes(person)
  keepOnlyThis(visit, mine)
  return sendAccessPage(visit, {
    heading: 'Keep these recovery codes',
    lead: 'Each of them signs you in once, if you lose your authenticator. They are shown only now.',
    more: { codes },
    links: [
      {
        rel: 'next',
        href: session.level === 'enrol' ? '/' : '/account',
        title: 'I have kept them',
      },
    ],
  })
})
