import type { WebSettings } from '#web/site.ts'

/** Bounds how much one session may ask for at once. */
export type Limits = {
  /** Takes a place, or says after how many seconds to come back. Give the place back with `leave`. */
  enter(session: string, isCommand: boolean, now: number): number | undefined
  leave(session: string): void
}

type Allowance = { inFlight: number; commands: number; filledAt: number }

const usual = { inFlight: 20, commandsPerSecond: 10 }
// Two seconds' worth may come at once: a page that sends a few forms is no flood.
const burst = 2
const sessionsMax = 10_000

/** Twenty requests in flight and ten commands a second for each session; memory of idle ones ends. */
export function createLimits(settings: WebSettings['limits']): Limits {
  if (settings === false) return { enter: () => undefined, leave: () => {} }
  const { inFlight, commandsPerSecond } = settings ?? usual
  const sessions = new Map<string, Allowance>()
  const allowanceOf = (session: string, now: number): Allowance => {
    const known = sessions.get(session)
    if (known) return known
    if (sessions.size >= sessionsMax) forgetIdle(sessions)
    const fresh = { inFlight: 0, commands: burst * commandsPerSecond, filledAt: now }
    sessions.set(session, fresh)
    return fresh
  }
  return {
    enter(session, isCommand, now) {
      const allowance = allowanceOf(session, now)
      const earned = ((now - allowance.filledAt) / 1000) * commandsPerSecond
      allowance.commands = Math.min(
        burst * commandsPerSecond,
        allowance.commands + Math.max(0, earned),
      )
      allowance.filledAt = now
      if (allowance.inFlight >= inFlight || (isCommand && allowance.commands < 1)) return 1
      allowance.inFlight += 1
      if (isCommand) allowance.commands -= 1
      return undefined
    },
    leave(session) {
      const allowance = sessions.get(session)
      if (allowance) allowance.inFlight -= 1
    },
  }
}

function forgetIdle(sessions: Map<string, Allowance>): void {
  for (const [session, { inFlight }] of sessions) if (inFlight === 0) sessions.delete(session)
}
