import { authorise } from '#kernel/authorise.ts'
import type { CommandView } from '#kernel/command.ts'
import { categoryOf } from '#kernel/event.ts'
import type { Visit } from '#web/visit.ts'

/**
 * Who may follow a command: whoever sent it or is acted for, the person whose thing it is about, and
 * staff who may see that thing. For anybody else it does not exist.
 */
export async function mayFollow(visit: Visit, command: CommandView): Promise<boolean> {
  const { site, viewer } = visit
  const { actor, target } = command
  if (actor.id === viewer.actor.id || actor.onBehalfOf === viewer.actor.id) return true
  const thing = await site.things.of(target)
  if (thing?.person && thing.person === viewer.actor.id) return true
  if (viewer.kind === 'patient') return false
  const category = categoryOf(target)
  const page = site.map.thingPage(category) ?? site.map.collection(category)
  return page !== undefined && authorise(page.by, viewer.actor, thing?.person ?? null) === 'granted'
}
