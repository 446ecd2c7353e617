import type { Visit } from '#web/visit.ts'

/** The role of a screen that staff left to whoever comes in: it collects orders, and nothing else. */
export const kioskRole = 'kiosk'

// Signing in ends a kiosk; in the demo, taking another seat does.
const open = /^\/kiosk(\/:id)?$|^\/queue\/wall(\/changes)?$|^\/(sign-in|seat|demo|problems)(\/|$)/

/** Whether this viewer is a kiosk, and the address none that a kiosk has. */
export function isShutToKiosk({ viewer }: Visit, path: string): boolean {
  return viewer.actor.role === kioskRole && !open.test(path)
}
