import type { AnyIntent } from '#kernel/intent.ts'
import { problem } from '#web/problem.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import { held } from '#web/sign-in/asking.ts'
import type { Visit } from '#web/visit.ts'

const freshMs = 5 * 60_000

/** Whether whoever looks has shown a factor within five minutes; where nobody signs in, always. */
function isFresh({ site, recognised, settingUp }: Visit): boolean {
  if (!site.access || settingUp) return true
  const { session } = recognised
  return session !== undefined && site.clock.wall() - session.provenAt <= freshMs
}

/**
 * Asks for a fresh factor where the intent wants one and there is none: answers, and says so. What was
 * typed comes back after it.
 */
export async function asksForFactor(visit: Visit, intent: AnyIntent): Promise<boolean> {
  if (intent.confirm !== 'fresh-factor' || isFresh(visit)) return false
  const { request, recognised, viewer } = visit
  if (recognised.machine || !recognised.session) {
    await sendProblem(visit, problem('fresh-factor'))
    return true
  }
  const place =
    request.method === 'GET' ? request.originalUrl : (held(visit, viewer.actor.id) ?? '/')
  sendOn(visit, `/account/confirm?return-to=${encodeURIComponent(place)}`)
  return true
}
