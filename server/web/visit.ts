import type { Request, Response } from 'express'
import type { Envelope } from '#kernel/event.ts'
import type { Say } from '#kernel/words.ts'
import type { Known } from '#web/directory.ts'
import type { Wants } from '#web/negotiate.ts'
import type { Recognised, Site, Viewer } from '#web/site.ts'

/** One request, with all that answering it needs. */
export type Visit = {
  readonly site: Site
  readonly request: Request
  readonly response: Response
  readonly wants: Wants
  readonly viewer: Viewer
  /** By what the viewer is known. */
  readonly recognised: Recognised
  readonly known: Known
  readonly say: Say
  /** The clinic's time when the request came, in ms. */
  readonly at: number
  readonly nonce: string
  /** What decided commands did, read once a request, by the command. */
  readonly eventsRead: Map<string, Promise<readonly Envelope[]>>
  /** The request comes from a page of ours, in place. */
  readonly inPlace: boolean
  /** Nothing can be done but setting the clinic up. */
  readonly settingUp: boolean
}

/** The path that was asked for, without its query. */
export function pathOf(visit: Visit): string {
  return visit.request.path
}

/** The query as one string a name; what is repeated counts once, what is nested not at all. */
export function queryOf(request: Request): Readonly<Record<string, string>> {
  const found: [string, string][] = []
  for (const [name, value] of Object.entries(request.query)) {
    const first = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string') found.push([name, first])
  }
  return Object.fromEntries(found)
}

/** One named part of the path. */
export function parameterOf(request: Request, name: string): string {
  const value: unknown = request.params[name]
  return typeof value === 'string' ? value : ''
}
