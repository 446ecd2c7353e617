import { authorise } from '#kernel/authorise.ts'
import type { CommandView } from '#kernel/command.ts'
import { categoryOf } from '#kernel/event.ts'
import { isUuid } from '#web/ids.ts'
import { problem } from '#web/problem.ts'
import { standingTo } from '#web/standing.ts'
import { parameterOf, type Visit } from '#web/visit.ts'

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
  const category = categoryOf(target)
  const page = site.map.thingPage(category) ?? site.map.collection(category)
  const person = thing?.person ?? null
  if (!page || (viewer.kind === 'patient' && person === null)) return false
  return authorise(page.by, viewer.actor, person, await standingTo(visit, person)) === 'granted'
}

/** The same words whether there is no such command or it is somebody else's. */
export const notHere = problem('not-found', {
  title: 'We have nothing under this address',
  detail:
    'If you have just sent a form and came here to see, it was not saved: nothing was changed, and you can send it again.',
})

/** The command at this address, after waiting for its end; nothing where it is unknown or not this viewer's. */
export async function commandAt(visit: Visit, waitMs = 0): Promise<CommandView | undefined> {
  const id = parameterOf(visit.request, 'id')
  const command = isUuid(id) ? await visit.site.store.command(id, waitMs) : undefined
  return command && (await mayFollow(visit, command)) ? command : undefined
}
