import { createHash } from 'node:crypto'
import { presented } from '#web/presented.ts'
import type { Visit } from '#web/visit.ts'

/** What tells this session, of this actor, from every other; a digest, so that what is kept by it opens nothing. */
export function sessionKey({ request, site, viewer }: Visit): string {
  const token =
    presented(request, site.settings.secure)?.token ?? request.socket.remoteAddress ?? ''
  return createHash('sha256').update(`${viewer.actor.id}\n${token}`).digest('base64url')
}
