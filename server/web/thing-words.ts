import { categoryOf, idOf } from '#kernel/event.ts'
import type { Representation } from '#kernel/page.ts'
import { pageContext } from '#web/page-context.ts'
import type { Visit } from '#web/visit.ts'

const people = new Set(['person', 'staff'])

const nameIn = (category: string) => category.replace(/^process\./, '')

/** What a kind of thing is called: "order", "care plan". */
export function nounOf(category: string): string {
  return nameIn(category).replaceAll('-', ' ')
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** A thing as its page tells it, where this viewer's role has that page. */
async function pageOf(visit: Visit, stream: string): Promise<Representation | undefined> {
  const page = visit.site.map.thingPage(categoryOf(stream))
  if (!page || !Object.hasOwn(page.by, visit.viewer.actor.role)) return undefined
  return page.read(pageContext(visit, { id: idOf(stream) }))
}

/** Whoever only followed a link is told of nobody: the address of a thing is no secret. */
export const isStranger = ({ viewer }: Visit): boolean => viewer.actor.role === 'visitor'

/** A thing as this viewer speaks of it: "Your wallet", "Aisha Rahman’s wallet", "Support socks M". */
export async function thingWords(visit: Visit, stream: string): Promise<string> {
  const { site, viewer, say } = visit
  const category = categoryOf(stream)
  if (isStranger(visit)) return 'The first page'
  if (people.has(category)) return idOf(stream) === viewer.actor.id ? 'You' : say.name(idOf(stream))
  const noun = nounOf(category)
  const person = (await site.things.of(stream))?.person
  const process = category.startsWith('process.') && site.registry.processes.get(nameIn(category))
  if (process) return person ? `${process.title} for ${say.name(person)}` : process.title
  if (!person) return (await pageOf(visit, stream))?.title ?? `The ${noun}`
  return person === viewer.actor.id ? `Your ${noun}` : `${say.name(person)}’s ${noun}`
}

/**
 * What a form is about, so that nobody fills it in for the wrong one: "Order 1019, for Maria Santos", "For
 * Aisha Rahman", "Support socks M". Nothing where it is the reader's own and there is only one.
 */
export async function aboutWords(visit: Visit, stream: string): Promise<string | undefined> {
  const { site, viewer, say } = visit
  if (isStranger(visit)) return undefined
  const person = (await site.things.of(stream))?.person ?? null
  const found = await pageOf(visit, stream)
  const number = found?.state['number']
  const which = typeof number === 'number' ? `${capital(nounOf(categoryOf(stream)))} ${number}` : ''
  if (person === null) return which || found?.title
  const whom = person === viewer.actor.id ? '' : `for ${say.name(person)}`
  return capital([which, whom].filter((part) => part !== '').join(', ')) || undefined
}

/** What the list is called, for this viewer, that a category's new things are in. */
export function listWords({ site, viewer }: Visit, path: string): string {
  const entries = site.registry.modules.flatMap((module) => module.navigation)
  const known = entries.find(({ href, by }) => href === path && by.includes(viewer.actor.role))
  return known?.title ?? capital(path.split('/').filter(Boolean).at(-1) ?? 'the first page')
}
