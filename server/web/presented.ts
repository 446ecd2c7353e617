import type { Request } from 'express'

/** The cookie's name: `__Host-` binds it to this host, but browsers take that on https alone. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-fd' : 'fd'
}

/** What the session presents, a cookie or a bearer token; nothing where it presents nothing. */
export function presented(
  request: Request,
  secure: boolean,
): { kind: 'cookie' | 'bearer'; token: string } | undefined {
  const bearer = /^Bearer ([A-Za-z0-9._~-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return { kind: 'bearer', token: bearer }
  const begin = `${cookieName(secure)}=`
  const cookie = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(begin))
  return cookie ? { kind: 'cookie', token: cookie.slice(begin.length) } : undefined
}
