import { answerAccount } from '#web/sign-in/account-page.ts'
import {
  answerEndSession,
  answerRemoveCodes,
  answerRemovePasskey,
} from '#web/sign-in/account-tasks.ts'
import { askToSignIn } from '#web/sign-in/asking.ts'
import { answerCode, answerConfirm } from '#web/sign-in/code-page.ts'
import {
  answerAddPasskey,
  answerCodes,
  answerCodesForm,
  answerSecondStep,
} from '#web/sign-in/factors-page.ts'
import { answerLink } from '#web/sign-in/link-page.ts'
import { answerForgotten, answerLost, answerMailLink } from '#web/sign-in/mail-page.ts'
import { answerPassword, answerPasswordForm } from '#web/sign-in/password-page.ts'
import { answerReads } from '#web/sign-in/reads-page.ts'
import { answerPasskeySignIn, answerSignIn, answerSignInPage } from '#web/sign-in/sign-in-page.ts'
import { answerRole, answerSignOut } from '#web/sign-in/sign-out.ts'
import { answerMakeToken, answerRevokeToken, answerTokens } from '#web/sign-in/tokens-page.ts'
import type { Visit } from '#web/visit.ts'

type Answer = (visit: Visit) => Promise<void> | void

const signedIn =
  (answer: Answer): Answer =>
  (visit) =>
    visit.viewer.actor.role === 'visitor' ? askToSignIn(visit) : answer(visit)

/** Every address of sign-in and of one's own account; the demo has none of them. */
export const signInRoutes: Readonly<
  Record<string, { readonly get?: Answer; readonly post?: Answer }>
> = {
  '/sign-in': { get: answerSignInPage, post: answerSignIn },
  '/sign-in/passkey': { post: answerPasskeySignIn },
  '/sign-in/code': { get: answerCode, post: answerCode },
  '/sign-in/mail': { get: answerMailLink, post: answerMailLink },
  '/sign-in/forgotten': { get: answerForgotten, post: answerForgotten },
  '/sign-in/lost': { get: answerLost },
  '/sign-in/link/:id': { get: answerLink, post: answerLink },
  '/sign-out': { post: answerSignOut },
  '/account': { get: signedIn(answerAccount) },
  '/account/confirm': { get: signedIn(answerConfirm), post: signedIn(answerConfirm) },
  '/account/role': { post: signedIn(answerRole) },
  '/account/sessions': { post: signedIn(answerEndSession) },
  '/account/password': { get: signedIn(answerPasswordForm), post: signedIn(answerPassword) },
  '/account/second-step': { get: answerSecondStep },
  '/account/codes': { get: answerCodesForm, post: answerCodes },
  '/account/codes/remove': { post: signedIn(answerRemoveCodes) },
  '/account/passkeys': { post: answerAddPasskey },
  '/account/passkeys/remove': { post: signedIn(answerRemovePasskey) },
  '/account/tokens': { get: signedIn(answerTokens), post: signedIn(answerMakeToken) },
  '/account/tokens/revoke': { post: signedIn(answerRevokeToken) },
  '/account/reads': { get: signedIn(answerReads) },
}
