import { categoryOf, idOf } from '#kernel/event.ts'
import type { Visit } from '#web/visit.ts'

const people = new Set(['person', 'staff'])

/** What a kind of thing is called: "order", "care plan". */
export function nounOf(category: string): string {
  return category.replace(/^process\./, '').replaceAll('-', ' ')
}

/** A thing as this viewer speaks of it: "Your wallet", "Aisha Rahman’s wallet", "The item". */
export async function thingWords({ site, viewer, say }: Visit, stream: string): Promise<string> {
  const category = categoryOf(stream)
  if (people.has(category)) return say.name(idOf(stream))
  const noun = nounOf(category)
  const person = (await site.things.of(stream))?.person
  if (!person) return `The ${noun}`
  return person === viewer.actor.id ? `Your ${noun}` : `${say.name(person)}’s ${noun}`
}

/** What the list is called that a category's new things are in. */
export function listWords({ site }: Visit, path: string): string {
  const entries = site.registry.modules.flatMap((module) => module.navigation)
  return entries.find(({ href }) => href === path)?.title ?? 'Back'
}
