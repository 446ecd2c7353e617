import type { Request } from 'express'

/**
 * Where a request comes from. `X-Forwarded-For` is believed as far as web servers of ours wrote it: of its
 * addresses the last so many were added by them, and what stands before is whatever somebody sent.
 */
export function addressOf(request: Request, trustProxy: number): string {
  const direct = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  if (trustProxy === 0) return direct
  const passedOn = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return passedOn.at(-trustProxy) ?? passedOn[0] ?? direct
}
