import { join } from 'node:path'
import express, { type Express } from 'express'
import { createChanges } from '#web/changes.ts'
import { createDirectory } from '#web/directory.ts'
import { answerErrors } from '#web/errors.ts'
import { answerAlive, answerReady } from '#web/health.ts'
import { createLimits } from '#web/limits.ts'
import { logRequests } from '#web/request-log.ts'
import { addRoutes } from '#web/routes.ts'
import { ownHostOnly, securityHeaders } from '#web/security.ts'
import type { Parts, Site } from '#web/site.ts'
import { createSiteMap } from '#web/site-map.ts'
import { serveFiles } from '#web/static-files.ts'
import { createThings } from '#web/things.ts'
import { beginVisit } from '#web/visiting.ts'

const publicFolder = join(import.meta.dirname, '..', '..', 'public')

/**
 * The web part: HTTP over a store and a registry. It reads read models and streams, and hands commands
 * over; it never writes.
 */
export function createApp(parts: Parts): Express {
  const { registry, store, settings } = parts
  const site: Site = {
    ...parts,
    map: createSiteMap(registry),
    directory: createDirectory(store),
    things: createThings(registry, store),
    changes: createChanges(parts),
  }
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.use(logRequests(site))
  app.use(securityHeaders(settings))
  app.use(ownHostOnly(settings))
  app.use('/assets', serveFiles(publicFolder))
  app.get('/healthz', answerAlive)
  app.get('/readyz', (request, response) => answerReady(site, request, response))
  if (parts.beside) app.use(parts.beside)
  app.use(beginVisit(site, createLimits(settings.limits)))
  addRoutes(app, site)
  app.use(answerErrors(site))
  return app
}
