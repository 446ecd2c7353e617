import type { Person } from './deciders/person.ts'

const hourMs = 3_600_000

/** How long a link to confirm an e-mail address holds, in ms: a week. */
export const confirmWithinMs = 168 * hourMs

/** How often a day they can be asked to confirm their address. */
export const asksADay = 3

/** When those are reminded, after so long, who have not confirmed. In ms. */
export const remindAfterMs = 48 * hourMs

/** The label of the secret that the link to confirm an address carries. */
export const confirmationSecret = (request: string): string => `confirm-email:${request}`

/** Where the link of a request leads. */
export const confirmationPath = (person: string, request: string): string =>
  `/patients/${person}/confirm-email?request=${request}`

/** From when on they can be asked again, in ms, or nothing where they can be now. */
export function askableAgainAt(
  { askedAt }: Extract<Person, { status: 'open' }>,
  at: number,
): number | undefined {
  const [first] = askedAt.slice(-asksADay)
  if (first === undefined || askedAt.length < asksADay) return undefined
  const again = first + 24 * hourMs
  return again > at ? again : undefined
}
