import { linkPath, linkSecret } from '#access/links.ts'
import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Visit } from '#web/visit.ts'

/**
 * Where a visitor goes on who has just become somebody: to the page on which they choose a password, in
 * this browser alone. Nothing where they are nobody new, or can sign in already.
 */
export function placeAfterJoining(
  { site, viewer, recognised }: Visit,
  intent: AnyIntent,
  command: CommandView,
): string | undefined {
  const { access, clock } = site
  const isVisitors = viewer.actor.role === 'visitor' && command.actor.id === viewer.actor.id
  if (!access || !intent.joins || !isVisitors || command.state !== 'succeeded') return undefined
  const person = idOf(command.target)
  if (access.credentials.anyOf([person])) return undefined
  const id = access.links.open('first', person, recognised.browser, clock.wall())
  return `${linkPath(id)}?secret=${access.box.secretFor(linkSecret(id))}`
}
