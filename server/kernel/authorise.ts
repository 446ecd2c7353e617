import type { Actor } from './event.ts'
import type { Reach } from './option.ts'
import type { Query } from './query.ts'

/** `unknown`: not even that the thing exists may be told. `forbidden`: known, but not for this role. */
export type Permission = 'granted' | 'forbidden' | 'unknown'

/**
 * How an actor stands to somebody else, in words: `same`, where their records are one person's;
 * `guardian`, for a ward; `proxy-<what>`, for what was left to them. Empty: as a stranger.
 */
export type Standing = readonly string[]

/** A question for standing: how this actor stands to this person at this time, in ms. */
export type AskedStanding = {
  readonly actor: string
  readonly person: string
  readonly at: number
}

/** How a module answers that question, from its read models. */
export type StandingQuery = (asked: AskedStanding) => Query<Standing>

/**
 * The key of `by` for whoever holds the link that was mailed: any role, signed in or not. An intent with it
 * asks for the link's secret and refuses without, so that the link is the permission.
 */
const whoeverHasTheLink = 'anybody'

const stranger: Standing = []
const asOwn = ['same', 'guardian']
const standingWord = /^(?:same|guardian|proxy-[a-z]+)$/

/** Whether how they stand to each other can make a difference: only patients act for one another. */
export function hangsOnStanding(actor: Actor, person: string | null): person is string {
  return actor.role === 'patient' && person !== null && person !== actor.id
}

/** Whether what is said of whom an actor acts for is so: a patient on another's thing acts for that person. */
export function saysForWhom(actor: Actor, person: string | null): boolean {
  if (actor.role !== 'patient') return true
  const expected = hangsOnStanding(actor, person) ? person : actor.id
  return expected === (actor.onBehalfOf ?? actor.id)
}

/**
 * Whether an actor may use an intent or see a page on the thing of this person (null: nobody's).
 * Deny by default. Every door asks it, and the worker asks it again when the command is carried out.
 * What is one's own is a guardian's too; a proxy's only where `by` names that standing as a key.
 */
export function authorise(
  by: Readonly<Record<string, Reach>>,
  actor: Actor,
  person: string | null,
  standing: Standing = stranger,
): Permission {
  const reachOf = (word: string) => (Object.hasOwn(by, word) ? by[word] : undefined)
  const reach = reachOf(actor.role)
  if (reach === 'clinic' || reachOf(whoeverHasTheLink) === 'clinic') return 'granted'
  if (reach === 'own' && person === actor.id) return 'granted'
  if (!hangsOnStanding(actor, person)) return 'forbidden'
  if (reach === 'own' && standing.some((word) => asOwn.includes(word))) return 'granted'
  if (standing.some((word) => reachOf(word) === 'own')) return 'granted'
  // Whoever is acted for is known to exist; a stranger is not.
  return standing.length > 0 ? 'forbidden' : 'unknown'
}

/** The roles that could do what this one may not, for the words of a refusal. */
export function rolesThatMay(by: Readonly<Record<string, Reach>>): readonly string[] {
  const isRole = (word: string) => word !== 'system' && word !== whoeverHasTheLink
  return Object.keys(by).filter((word) => isRole(word) && !standingWord.test(word))
}
