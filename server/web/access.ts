import { authorise, rolesThatMay } from '#kernel/authorise.ts'
import type { Reach } from '#kernel/intent.ts'
import type { Page } from '#kernel/page.ts'
import { type Problem, problem } from '#web/problem.ts'
import { noteHereFor, standingTo } from '#web/standing.ts'
import type { Visit } from '#web/visit.ts'

const roleWords: Readonly<Record<string, string>> = {
  patient: 'the patient',
  receptionist: 'a receptionist',
  dispenser: 'a dispenser',
  practitioner: 'a practitioner',
  manager: 'a manager',
  admin: 'an admin',
  kiosk: 'the kiosk',
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** "Only a manager can do this. On duty now: Nora Bright." */
export function forbidden(
  visit: Visit,
  by: Readonly<Record<string, Reach>>,
  back?: string,
): Problem {
  const roles = rolesThatMay(by)
  const staff = visit.known.staff.filter(
    (one) => one.roles.some((role) => roles.includes(role)) && one.name !== '',
  )
  const who = either(roles.map((role) => roleWords[role] ?? `a ${role}`))
  const names = staff.map(({ name }) => name)
  const only = who === '' ? 'Frontdesk does this by itself.' : `Only ${who} can do this.`
  const duty = names.length > 0 ? ` On duty now: ${names.join(', ')}.` : ''
  return {
    status: 403,
    code: 'forbidden',
    title: 'This is not yours to do',
    detail: only + duty,
    facts: { roles, onDuty: names },
    links: [
      ...(back ? [{ rel: 'up', href: back, title: 'Go back' }] : []),
      { rel: 'home', href: '/', title: 'Go to the first page' },
    ],
  }
}

/** Why this viewer may not see a page, or nothing. `person` is whose thing it is. */
export async function refusedPage(
  visit: Visit,
  page: Page,
  person: string | null,
): Promise<Problem | undefined> {
  const standing = await standingTo(visit, person)
  const permission = authorise(page.by, visit.viewer.actor, person, standing)
  if (permission !== 'granted')
    return permission === 'unknown' ? problem('not-found') : forbidden(visit, page.by)
  await noteHereFor(visit, person)
  return undefined
}
