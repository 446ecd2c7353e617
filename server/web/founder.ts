import type { Request } from 'express'
import type { Viewer } from '#web/site.ts'

/** Whoever sets the clinic up, before anybody can sign in. */
export const founder = '00000000-0000-7000-8000-000000000000'

export const founding: Viewer = {
  actor: { id: founder, role: 'admin', onBehalfOf: null },
  name: 'You',
  roleTitle: 'Setting the clinic up',
  kind: 'staff',
  seat: undefined,
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/

/** Whether a host name means this machine alone. */
export function isLoopback(host: string): boolean {
  return loopback.test(host)
}

const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * Whether a request comes from whoever sits at this machine, who may found the clinic: what a web server
 * in front passes on comes from this machine as well, but not from them.
 */
export function isAtThisMachine(request: Request, publicUrl: URL | string): boolean {
  if (passedOn.some((name) => request.headers[name] !== undefined)) return false
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return isLoopback(address) && isLoopback(new URL(publicUrl).hostname)
}
