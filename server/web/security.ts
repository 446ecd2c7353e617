import { randomUUID } from 'node:crypto'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { isLoopback } from '#web/founder.ts'
import { hal } from '#web/negotiate.ts'
import { presented } from '#web/presented.ts'
import { type Problem, problem } from '#web/problem.ts'
import { sendProblemDocument, sendText } from '#web/respond.ts'
import type { WebSettings } from '#web/site.ts'

/** The nonce of an answer's Content-Security-Policy: scripts and htmx elements must carry it. */
export function nonceOf({ locals }: Response): string {
  // Node draws these from a store of random bytes; asking the machine for each answer cost more.
  const nonce = (locals['nonce'] as string | undefined) ?? randomUUID()
  locals['nonce'] = nonce
  return nonce
}

const policyHeader = 'content-security-policy'
const nonceHere = 'nonce-of-this-answer'

/** The headers that every answer carries: worked out once, since only the nonce differs. */
export function securityHeaders(settings: WebSettings): RequestHandler {
  const headers = Object.entries(headersByHelmet(settings)).map(
    ([name, value]) => [name, String(value)] as const,
  )
  const fixed = headers.filter(([name]) => name !== policyHeader)
  const policy = headers.find(([name]) => name === policyHeader)?.[1] ?? ''
  return (_, response, next) => {
    response.setHeader(policyHeader, policy.replace(nonceHere, nonceOf(response)))
    for (const [name, value] of fixed) response.setHeader(name, value)
    next()
  }
}

function headersByHelmet({ secure }: WebSettings) {
  const one = new ServerResponse(new IncomingMessage(new Socket()))
  const write = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [`'nonce-${nonceHere}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['htmx'],
      },
    },
    // With helmet's `no-referrer` our own forms would send `Origin: null`.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
  })
  write(one.req, one, (error) => {
    if (error) throw error
  })
  return one.getHeaders()
}

/** What a request that is stopped at the door gets: no page, since nobody is known yet. */
export function refuseAtDoor(request: Request, response: Response, one: Problem): void {
  const machine = ['application/problem+json', hal, 'application/json']
  if (request.accepts(['text/plain', ...machine]) !== 'text/plain') {
    sendProblemDocument(request, response, one)
    return
  }
  for (const [name, value] of Object.entries(one.headers ?? {})) response.setHeader(name, value)
  response.status(one.status)
  sendText(request, response, 'text/plain; charset=utf-8', `${one.title}. ${one.detail}\n`)
}

const hostName = (host: string) => host.replace(/:\d{1,5}$/, '').toLowerCase()

/**
 * Answers 421 under any name but ours: a foreign name that leads here is how links in mail are poisoned
 * and how a page elsewhere would reach into a server on this machine.
 */
export function ownHostOnly({ publicUrl, host }: WebSettings): RequestHandler {
  const own = new URL(publicUrl).host.toLowerCase()
  const isLocal = isLoopback(host) || isLoopback(new URL(publicUrl).hostname)
  return (request, response, next) => {
    const asked = (request.headers.host ?? '').toLowerCase()
    if (asked === own || (isLocal && isLoopback(hostName(asked)))) return next()
    refuseAtDoor(request, response, problem('wrong-host'))
  }
}

function isOwnOrigin(request: Request): boolean {
  try {
    return new URL(request.headers.origin ?? '').host === request.headers.host
  } catch {
    // "null" or no URL at all: bad input, and not ours.
    return false
  }
}

/** Whether a request that may change something comes from a page of ours, or from no browser at all. */
export function isSameSite(request: Request, secure: boolean): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  if (request.headers.origin !== undefined) return isOwnOrigin(request)
  return presented(request, secure)?.kind !== 'cookie'
}
