import type { Request } from 'express'

export const hal = 'application/prs.hal-forms+json'
const machineTypes = [hal, 'application/hal+json', 'application/json', 'application/problem+json']

/** What the asker reads: a page, a table, or one of the machine types. */
export type Wants =
  | { readonly kind: 'html' }
  | { readonly kind: 'csv' }
  | { readonly kind: 'machine'; readonly type: string }

/**
 * The form of the answer, or nothing where we have none that the asker takes (406). Anything goes means
 * HTML, unless the asker itself speaks JSON.
 */
export function negotiate(request: Request): Wants | undefined {
  if (request.query['format'] === 'csv') return { kind: 'csv' }
  const speaksJson = request.is('json') || request.is('+json')
  const offered = speaksJson ? [...machineTypes, 'text/html'] : ['text/html', ...machineTypes]
  const chosen = request.accepts(offered)
  if (!chosen) return undefined
  if (chosen === 'text/html') return { kind: 'html' }
  return { kind: 'machine', type: chosen === 'application/problem+json' ? hal : chosen }
}
