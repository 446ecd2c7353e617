import { formHref, targetOf } from '#web/offers.ts'
import { problem } from '#web/problem.ts'
import { sendOn, sendPage, sendProblem } from '#web/respond.ts'
import type { Visit } from '#web/visit.ts'

/**
 * Answers `/set-up`: before the clinic exists, the form that makes it; after that, plain words about who
 * takes part, since there is no sign-in.
 */
export async function answerSetUp(visit: Visit): Promise<void> {
  const { site, viewer, settingUp } = visit
  if (site.settings.demo && !settingUp) return sendOn(visit, '/')
  if (!settingUp) {
    const head = {
      title: 'The clinic is set up',
      heading: 'The clinic is set up',
      width: 'form' as const,
    }
    return sendPage(visit, 200, 'home/alone.njk', head, { who: viewer })
  }
  for (const intent of site.registry.intents.values()) {
    if (!intent.only || !Object.hasOwn(intent.by, viewer.actor.role)) continue
    const target = await targetOf(visit, intent)
    const href = target?.version === 0 ? formHref(visit, intent, intent.only) : undefined
    if (href) return sendOn(visit, href)
  }
  return sendProblem(visit, problem('not-found'))
}
