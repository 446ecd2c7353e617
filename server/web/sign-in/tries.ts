import { TooManyAtOnce } from '#access/passwords.ts'
import { addressOf } from '#web/address.ts'
import { type Problem, problem } from '#web/problem.ts'
import type { Visit } from '#web/visit.ts'

const publicFormsAnHour = 10

/** Where this visit comes from. */
export function addressIn({ request, site }: Visit): string {
  return addressOf(request, site.settings.trustProxy ?? 0)
}

/** "That was a lot of tries. Please wait 2 minutes, or call us on …." */
export function tooManyTries({ known }: Visit, waitS: number): Problem {
  const wait =
    waitS < 90
      ? `${waitS} ${waitS === 1 ? 'second' : 'seconds'}`
      : `${Math.ceil(waitS / 60)} minutes`
  const call = known.clinic ? `, or call us on ${known.clinic.phone}` : ''
  return problem('many-tries', {
    detail: `That was a lot of tries. Please wait ${wait}${call}.`,
    headers: { 'Retry-After': String(waitS) },
    links: [{ rel: 'sign-in', href: '/sign-in', title: 'Sign in' }],
  })
}

/**
 * Tries a secret of an account, within the bounds on guessing: a problem where it has to wait, else whether
 * it was right. What is tried must take as long for an account that is not there.
 */
export async function tryOnce(
  visit: Visit,
  account: string,
  attempt: () => Promise<boolean> | boolean,
): Promise<boolean | Problem> {
  const { access, clock } = visit.site
  if (!access) return problem('not-found')
  const address = addressIn(visit)
  const waitS = access.tries.waitS(account, address, clock.wall())
  if (waitS > 0) return tooManyTries(visit, waitS)
  // Counted before it is looked at: many at once are no way round the bounds.
  access.tries.failed(account, address, clock.wall())
  try {
    const right = await attempt()
    if (right) access.tries.succeeded(account, address)
    return right
  } catch (error) {
    // More passwords at once than can be worked on: none was tried.
    if (error instanceof TooManyAtOnce) return tooManyTries(visit, 2)
    throw error
  }
}

/** Why something public may not be sent again within the hour from the same address. */
export function publicFormRefused(visit: Visit, what: string): Problem | undefined {
  const { access, clock } = visit.site
  if (!access) return undefined
  const may = access.tries.mayAgain(what, addressIn(visit), publicFormsAnHour, clock.wall())
  return may ? undefined : tooManyTries(visit, 3600)
}
