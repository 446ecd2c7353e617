import type { Response } from 'express'
import { cookieName } from '#web/presented.ts'
import type { Site } from '#web/site.ts'

/** Gives the browser its token: kept from scripts, and forgotten when the browser is closed. */
export function giveToken(response: Response, { settings }: Site, token: string): void {
  const { secure } = settings
  response.cookie(cookieName(secure), token, { httpOnly: true, sameSite: 'lax', path: '/', secure })
}

/** Takes the token away. */
export function takeToken(response: Response, { settings }: Site): void {
  const { secure } = settings
  response.clearCookie(cookieName(secure), { httpOnly: true, sameSite: 'lax', path: '/', secure })
}
