import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'
import { hal } from '#web/negotiate.ts'
import type { PageHead } from '#web/page-head.ts'
import { type Problem, problemDocument } from '#web/problem.ts'
import { layoutData } from '#web/shell.ts'
import type { Visit } from '#web/visit.ts'

// Below this a packet is a packet; above it a page costs 60 µs to pack and a quarter to send.
const worthPackingBytes = 1_400

/** Names the headers that the answer depends on, beside those that were named before. */
function varyBy(response: Response, names: string): void {
  if (response.hasHeader('Vary')) response.vary(names)
  else response.setHeader('Vary', names)
}

/** Sends a text, packed where that pays. Dynamic pages carry no ETag: it would cost more than it saves. */
export function sendText(request: Request, response: Response, type: string, text: string): void {
  varyBy(response, 'Accept, HX-Request, Accept-Encoding')
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Type', type)
  const packs = text.length > worthPackingBytes && request.acceptsEncodings('gzip') === 'gzip'
  // What is not packed stays text: it goes out in one piece with the headers.
  const body = packs ? gzipSync(text, { level: 1 }) : text
  if (packs) response.setHeader('Content-Encoding', 'gzip')
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Sends data as JSON of a machine type. */
export function sendJson(
  request: Request,
  response: Response,
  body: unknown,
  type: string = hal,
): void {
  sendText(request, response, type, JSON.stringify(body))
}

/** Renders a page in the layout for whoever looks. */
export async function sendPage(
  visit: Visit,
  status: number,
  template: string,
  page: PageHead,
  data: object = {},
): Promise<void> {
  const layout = await layoutData(visit, page)
  visit.response.status(status)
  sendText(
    visit.request,
    visit.response,
    'text/html; charset=utf-8',
    visit.site.views.render(template, { ...data, ...layout }),
  )
}

/** Answers with a problem: a page for people, a document for machines. */
export async function sendProblem(visit: Visit, one: Problem): Promise<void> {
  const { request, response, wants } = visit
  for (const [name, value] of Object.entries(one.headers ?? {})) response.setHeader(name, value)
  if (wants.kind === 'machine') return sendProblemDocument(request, response, one)
  const page: PageHead = { title: one.title, heading: one.title, width: 'form' }
  return sendPage(visit, one.status, 'errors/problem.njk', page, { problem: one })
}

/** The problem document alone, where nobody is known yet to print a page for. */
export function sendProblemDocument(request: Request, response: Response, one: Problem): void {
  for (const [name, value] of Object.entries(one.headers ?? {})) response.setHeader(name, value)
  response.status(one.status)
  sendJson(request, response, problemDocument(one), 'application/problem+json')
}

/** Says where a thing is found now, for good (RFC 9110 §15.4.9): 308, and for machines the link to it. */
export function sendMoved(visit: Visit, to: string): void {
  const { request, response, wants } = visit
  response.status(308).setHeader('Location', to)
  if (wants.kind !== 'machine') {
    response.setHeader('Cache-Control', 'no-store')
    response.end()
    return
  }
  const links = { self: { href: request.originalUrl }, 'successor-version': { href: to } }
  sendJson(request, response, { _links: links }, wants.type)
}

/** Sends the browser on: 303, or in place the word for it that htmx follows. */
export function sendOn(visit: Visit, to: string): void {
  const { response, inPlace } = visit
  varyBy(response, 'Accept, HX-Request')
  response.setHeader('Cache-Control', 'no-store')
  if (inPlace) response.status(200).setHeader('HX-Redirect', to)
  else response.status(303).setHeader('Location', to)
  response.end()
}
