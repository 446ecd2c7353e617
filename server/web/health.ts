import type { Request, Response } from 'express'
import { sendJson } from '#web/respond.ts'
import type { Site } from '#web/site.ts'

/** Answers `/healthz`: the process lives and answers. */
export function answerAlive(request: Request, response: Response): void {
  sendJson(request, response, { status: 'pass' }, 'application/health+json')
}

/** Answers `/readyz`: the store answers, and the work can be done; 503 where not. */
export async function answerReady(site: Site, request: Request, response: Response): Promise<void> {
  const { ready, facts } = await readiness(site)
  response.status(ready ? 200 : 503)
  sendJson(
    request,
    response,
    { status: ready ? 'pass' : 'fail', ...facts },
    'application/health+json',
  )
}

async function readiness(site: Site) {
  try {
    const [head, health] = await Promise.all([site.store.head(), site.health?.()])
    return { ready: health?.ready ?? true, facts: { head, ...health?.facts } }
  } catch (error) {
    // A store that does not answer is what this question is for.
    site.log.error({ err: error }, 'the store does not answer')
    return { ready: false, facts: {} }
  }
}
