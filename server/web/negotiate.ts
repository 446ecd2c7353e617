import type { Request } from 'express'

export const hal = 'application/prs.hal-forms+json'
const machineTypes = [hal, 'application/hal+json', 'application/json', 'application/problem+json']

/** What the asker reads: a page, a table, or one of the machine types. */
export type Wants =
  | { readonly kind: 'html' }
  | { readonly kind: 'csv' }
  /** One message after the other, as they come: only of what changes. */
  | { readonly kind: 'stream' }
  | { readonly kind: 'machine'; readonly type: string }

/**
 * The form of the answer, or nothing where we have none that the asker takes (406). Anything goes means
 * HTML, unless the asker itself speaks JSON.
 */
export function negotiate(request: Request): Wants | undefined {
  if (request.query['format'] === 'csv') return csv
  const { accept, 'content-type': type } = request.headers
  const { 'content-length': length, 'transfer-encoding': pieces } = request.headers
  // Without a body a content type says nothing. No header holds the end of a line.
  const hasBody = length !== undefined || pieces !== undefined
  const headers = `${accept ?? '\n'}\n${type ?? '\n'}\n${hasBody}`
  const before = known.get(headers)
  if (before) return before
  const wants = fromHeaders(request)
  if (known.size >= knownMax) known.clear()
  if (wants && headers.length < worthKeeping) known.set(headers, wants)
  return wants
}

// Clients say the same few things over and over; working one out costs as much as routing it.
const known = new Map<string, Wants>()
const knownMax = 200
const worthKeeping = 500
const csv: Wants = { kind: 'csv' }
const stream: Wants = { kind: 'stream' }

/** Server-sent events (HTML standard §9.2). */
export const streamType = 'text/event-stream'

function fromHeaders(request: Request): Wants | undefined {
  // Nobody takes this among others: browsers ask for it alone, and of few addresses.
  if (request.headers.accept === streamType) return stream
  const speaksJson = request.is('json') || request.is('+json')
  const offered = speaksJson ? [...machineTypes, 'text/html'] : ['text/html', ...machineTypes]
  const chosen = request.accepts(offered)
  if (!chosen) return undefined
  if (chosen === 'text/html') return { kind: 'html' }
  return { kind: 'machine', type: chosen === 'application/problem+json' ? hal : chosen }
}
