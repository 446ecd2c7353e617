import { hangsOnStanding, type Standing } from '#kernel/authorise.ts'
import type { Actor } from '#kernel/event.ts'
import type { Visit } from '#web/visit.ts'

const asked = new WeakMap<Visit, Map<string, Promise<Standing>>>()

async function ask({ site, viewer, at }: Visit, person: string): Promise<Standing> {
  const { registry, store } = site
  const question = { actor: viewer.actor.id, person, at }
  const answers = await Promise.all(registry.standings.map((one) => store.query(one(question))))
  return answers.flat()
}

/** How the viewer stands to a person, asked once a request and never kept beyond it. */
export function standingTo(visit: Visit, person: string | null): Promise<Standing> | Standing {
  if (!hangsOnStanding(visit.viewer.actor, person)) return []
  const known = asked.get(visit) ?? new Map<string, Promise<Standing>>()
  asked.set(visit, known)
  const standing = known.get(person) ?? ask(visit, person)
  known.set(person, standing)
  return standing
}

const actedFor = new WeakMap<Visit, string>()

/** Keeps in mind for whom the viewer is here, so that the page says so; nobody where it is for themselves. */
export async function noteHereFor(visit: Visit, person: string | null): Promise<void> {
  const standing = await standingTo(visit, person)
  if (person !== null && standing.length > 0) actedFor.set(visit, person)
}

/** For whom the viewer is here on this page, if it is not for themselves. */
export function hereFor(visit: Visit): string | undefined {
  return actedFor.get(visit)
}

/** The viewer as the actor of a command on a thing of this person: for whom they act stands on its events. */
export function actingFor({ viewer: { actor } }: Visit, person: string | null): Actor {
  return hangsOnStanding(actor, person) ? { ...actor, onBehalfOf: person } : actor
}
