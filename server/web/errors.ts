import type { ErrorRequestHandler } from 'express'
import { freshId, referenceOf } from '#web/ids.ts'
import { type Problem, problem } from '#web/problem.ts'
import { sendProblem } from '#web/respond.ts'
import { refuseAtDoor } from '#web/security.ts'
import type { Site } from '#web/site.ts'
import { visitOf } from '#web/visiting.ts'

type Thrown = { readonly type?: unknown; readonly status?: unknown }

/** What Express and its body reader throw for input that is at fault; anything else is a defect of ours. */
function inputProblem({ type, status }: Thrown): Problem | undefined {
  if (type === 'entity.too.large') return problem('too-large')
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return problem('unsupported-type')
  return typeof status === 'number' && status >= 400 && status < 500
    ? problem('unreadable')
    : undefined
}

/** The last resort: a page that tells a reference and nothing else, and a line in the log to find it by. */
export function answerErrors(site: Site): ErrorRequestHandler {
  return async (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const reference = referenceOf(freshId())
    const input = inputProblem((error ?? {}) as Thrown)
    if (!input) site.log.error({ err: error, reference }, 'a request came to nothing')
    const told = input ?? problem('broken', { reference })
    const visit = visitOf(response)
    if (!visit) return refuseAtDoor(request, response, told)
    try {
      await sendProblem(visit, told)
    } catch (second) {
      // The page of the error failed too, perhaps because the store is gone: plain words then.
      site.log.error({ err: second, reference }, 'the error page came to nothing')
      if (!response.headersSent) refuseAtDoor(request, response, told)
    }
  }
}
