import type { Request } from 'express'
import type { Page, Representation } from '#kernel/page.ts'
import { refusedPage } from '#web/access.ts'
import type { Listener } from '#web/changes.ts'
import { streamType } from '#web/negotiate.ts'
import { problem } from '#web/problem.ts'
import { sendJson, sendOn, sendProblem } from '#web/respond.ts'
import { sessionKey } from '#web/session-key.ts'
import { queryOf, type Visit } from '#web/visit.ts'

/** What a page adds to its address for what changes on it. */
export const changesBelow = '/changes'

/** Whether a request asks for what changes: only that is told one message after the other. */
export function isOfChanges({ path }: Request): boolean {
  return path.endsWith(changesBelow)
}

/** Browsers that lost the line come back after so many ms. */
const comeBackMs = 3_000

const position = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0)

/** What the asker's page showed. A browser that lost the line asks with the same address as at first. */
const shownAt = ({ request }: Visit) => position(queryOf(request)['after'])

/** What such a browser was told last. */
const toldAt = ({ request }: Visit) => position(request.header('last-event-id'))

/** Where a page's changes are told, and from which position on: asked before the page is read. */
export async function changesOf(
  { site, request }: Visit,
  page: Page,
): Promise<{ readonly href: string; readonly after: number } | undefined> {
  if (!page.changes) return undefined
  return { href: `${request.path}${changesBelow}`, after: await site.store.head() }
}

/** The page with the way to what changes on it: for its view, and as a link for machines. */
export function withChanges(
  found: Representation,
  changes: { readonly href: string; readonly after: number } | undefined,
): Representation {
  if (!changes) return found
  const href = `${changes.href}?after=${changes.after}`
  const link = { rel: 'changes', href, title: 'What changes from now on' }
  return {
    ...found,
    print: { ...found.print, changes },
    links: [...(found.links ?? []), link],
  }
}

function listenerOn({ response }: Visit): Listener {
  // Whoever does not read what was written is let go; they may come back.
  const write = (text: string) => response.write(text) && !response.destroyed
  return {
    tell: (told) => write(`id: ${told.after}\nevent: changes\ndata: ${JSON.stringify(told)}\n\n`),
    beat: () => write(': still here\n\n'),
    end: () => response.end(),
  }
}

function stream(visit: Visit, page: Page): Promise<void> | void {
  const { site, request, response } = visit
  if (!page.changes) return sendProblem(visit, problem('not-found'))
  response.setHeader('Content-Type', streamType)
  response.setHeader('Cache-Control', 'no-store')
  // nginx would keep the messages until there are many.
  response.setHeader('X-Accel-Buffering', 'no')
  if (request.method === 'HEAD') return void response.end()
  const asked = {
    who: sessionKey(visit),
    changes: page.changes,
    from: shownAt(visit),
    seen: toldAt(visit),
  }
  const leave = site.changes.listen(asked, listenerOn(visit))
  if (!leave) {
    response.removeHeader('Content-Type')
    return sendProblem(visit, problem('too-many', { headers: { 'Retry-After': '30' } }))
  }
  response.once('close', leave)
  response.write(`retry: ${comeBackMs}\n\n`)
}

/**
 * Answers `GET <page>/changes`: as server-sent events, what comes from now on; as JSON, what came since
 * `after`, for whoever asks now and then. Somebody who reads pages is led to the page itself.
 */
export async function answerChanges(visit: Visit, page: Page): Promise<void> {
  const { site, request, response, wants } = visit
  const refused = await refusedPage(visit, page, visit.viewer.actor.id)
  if (refused || !page.changes) return sendProblem(visit, refused ?? problem('not-found'))
  if (wants.kind === 'stream') return stream(visit, page)
  if (wants.kind !== 'machine') return sendOn(visit, request.path.slice(0, -changesBelow.length))
  const after = shownAt(visit)
  const told = await site.changes.since(page.changes, after)
  sendJson(request, response, told ?? { after, news: 0, words: '' }, wants.type)
}
