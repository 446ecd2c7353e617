import type { RequestHandler, Response } from 'express'
import { freshId } from '#web/ids.ts'
import type { Site } from '#web/site.ts'

/** Names the route of an answer, for the log: the pattern, never the path, which may tell who it was about. */
export function nameRoute(response: Response, pattern: string): void {
  response.locals['route'] = pattern
}

/** Logs each request when it is over: an id, the route, the status, ms. No names, bodies or queries. */
export function logRequests({ log }: Site): RequestHandler {
  return (request, response, next) => {
    if (!log.isLevelEnabled('info')) return next()
    const begun = performance.now()
    response.once('finish', () => {
      const ms = Math.round((performance.now() - begun) * 10) / 10
      const route: unknown = response.locals['route'] ?? 'none'
      log.info(
        { request: freshId(), method: request.method, route, status: response.statusCode, ms },
        'answered',
      )
    })
    next()
  }
}
