import { deepStrictEqual } from 'node:assert/strict'
import { itemStream } from '#modules/dispensary/published.ts'
import { openCases } from '#modules/help-desk/published.ts'
import { codeOf, cream, did, kofi, maria, nora, openBench, pass, pay, ready, sam } from './bench.ts'
import type { World } from './world.ts'

const minuteMs = 60_000
const recall = { lot: 'L2', reason: 'It may be contaminated' }

/**
 * Two tapes have left the shelf and the cream’s shelf does not answer, when its lot is recalled. With
 * `later`, another step does not answer from then on.
 */
export async function recalledMeanwhile(later = '', by: 'desk' | 'code' = 'desk') {
  const broken = { at: '' }
  const isBroken = (intent: string, target: string) =>
    broken.at === 'cream'
      ? intent === 'hand-out-stock' && target === itemStream(cream)
      : intent === broken.at
  const world = await openBench({
    fault: ({ intent, target }) =>
      isBroken(intent, target) ? 'The shelf did not answer' : undefined,
  })
  await ready(world)
  broken.at = 'cream'
  const handed =
    by === 'desk'
      ? await did(world, sam, 'hand-over-order', pay)
      : await did(world, maria, 'collect-order', { code: await codeOf(world) })
  deepStrictEqual(handed, 'in-progress')
  deepStrictEqual(await did(world, kofi, 'recall-lot', recall, itemStream(cream)), 'succeeded')
  broken.at = later
  wait(world)
  return { world, broken }
}

/** Lets it be tried again, and be given up where it still does not answer. */
function wait(world: World): void {
  for (let tries = 0; tries < 8; tries += 1) pass(world, 40 * minuteMs)
}

/** The stream of the one case that stands open. */
export async function openCase(world: World): Promise<string> {
  const [open] = await world.store.query(openCases())
  return `case-${open?.id ?? ''}`
}

/** What a manager does at the help desk about the order. */
export async function atTheDesk(world: World, intent: string, data: object) {
  return did(world, nora, intent, data, await openCase(world))
}
