import type { ClinicSettings } from '#modules/clinic/published.ts'

const minute = 60_000
const hour = 60 * minute

/** When the bank is asked what became of a top-up, in ms after it was begun. */
export const checksAfterMs: readonly number[] = [
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  6 * hour,
  12 * hour,
  23 * hour,
]

/** How long we wait for the bank's answer before somebody has to look, in ms. */
export const answerWithinMs = 24 * hour

/** When (ms) the bank is asked next about a top-up that was begun at a time; nothing once we gave up asking. */
export function nextCheck(startedAt: number, now: number): number | undefined {
  const next = checksAfterMs.find((afterMs) => startedAt + afterMs > now)
  return next === undefined ? undefined : startedAt + next
}

/** Whether wallets can be topped up online. The demo has its test bank; no other clinic has a bank yet. */
export function paysOnline(clinic: ClinicSettings | undefined): boolean {
  return clinic?.demo === true
}
