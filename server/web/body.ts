import express, { type Request, type RequestHandler } from 'express'
import type { RawForm } from '#kernel/field.ts'
import { type Problem, problem } from '#web/problem.ts'

/**
 * What was sent, flat. `unclear` are the names that came more than once, held more than one value, or
 * held bytes that are no text (U+FFFD stands for those once they were read).
 */
export type Sent = {
  readonly values: RawForm
  readonly unclear: readonly string[]
  readonly json: boolean
}

const formType = 'application/x-www-form-urlencoded'
const fieldsMax = 200

// Read as text and parsed here: one string a name is all that any form of ours holds.
export const readBody: readonly RequestHandler[] = [
  express.text({ type: formType, limit: '64kb', inflate: false }),
  express.text({ type: ['json', '+json'], limit: '256kb', inflate: false }),
]

const isBroken = (text: string | undefined) => text === undefined || text.includes('\ufffd')
const control = (text: string) => text.replaceAll('\r\n', '\n')

function fromForm(text: string): Sent | Problem {
  const pairs = [...new URLSearchParams(text)]
  if (pairs.length > fieldsMax) return problem('too-large')
  const values = new Map<string, string>()
  const unclear: string[] = []
  for (const [name, value] of pairs) {
    if (values.has(name) || isBroken(value)) unclear.push(name)
    if (!values.has(name)) values.set(name, control(value))
  }
  return { values: Object.fromEntries(values), unclear, json: false }
}

// "One string a name" for every door; a machine may write a number or a truth as JSON does.
function asTyped(value: unknown): string | undefined {
  if (typeof value === 'string') return control(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : ''
  return value === null ? '' : undefined
}

function fromJson(text: string): Sent | Problem {
  let parsed: unknown
  try {
    parsed = text === '' ? {} : JSON.parse(text)
  } catch {
    // Not JSON, although it says so: bad input.
    return problem('unreadable')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return problem('unreadable')
  const entries = Object.entries(parsed).map(([name, value]) => [name, asTyped(value)] as const)
  if (entries.length > fieldsMax) return problem('too-large')
  return {
    values: Object.fromEntries(
      entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    unclear: entries.flatMap(([name, value]) => (isBroken(value) ? [name] : [])),
    json: true,
  }
}

/** The fields that a request carries, or why it cannot be read. */
export function sentBy(request: Request): Sent | Problem {
  const json = Boolean(request.is('json') || request.is('+json'))
  const body: unknown = request.body
  if (typeof body === 'string') return json ? fromJson(body) : fromForm(body)
  // Without a body there is nothing that could be of a wrong type.
  const empty =
    request.headers['transfer-encoding'] === undefined &&
    Number(request.headers['content-length'] ?? 0) === 0
  if (!empty && !json && !request.is(formType)) return problem('unsupported-type')
  return { values: {}, unclear: [], json }
}

/** Whether reading or deciding came to a problem. */
export function isProblem(one: object): one is Problem {
  return 'status' in one && 'title' in one
}
