import type { Scenario } from './scenario.ts'

/** Plays a scenario out and says what broke, or nothing. */
export type Play = (scenario: Scenario) => Promise<string | undefined>

/** What broke, without the ids and numbers that differ from try to try. */
function kindOf(breach: string): string {
  return breach
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#')
    .replaceAll(/\d+/g, '0')
    .split('\n', 1)
    .join('')
}

/** The list without each of its runs of that length, one after the other. */
function* without<T>(list: readonly T[], length: number): Generator<readonly T[]> {
  for (let from = list.length; from > 0; from -= length) {
    yield [...list.slice(0, Math.max(0, from - length)), ...list.slice(from)]
  }
}

async function firstThatBreaks(
  candidates: Iterable<Scenario>,
  breaks: (candidate: Scenario) => Promise<boolean>,
): Promise<Scenario | undefined> {
  for (const candidate of candidates) if (await breaks(candidate)) return candidate
  return undefined
}

function* smaller(scenario: Scenario, length: number): Generator<Scenario> {
  for (const steps of without(scenario.steps, length)) yield { ...scenario, steps }
  if (length > 1) return
  for (const faults of without(scenario.faults, 1)) yield { ...scenario, faults }
}

/**
 * A scenario as small as can be found in so many tries that breaks in the same way: ever shorter runs of
 * steps are left out, then single faults, as long as it still breaks.
 */
export async function shrink(
  scenario: Scenario,
  breach: string,
  play: Play,
  tries: number,
): Promise<Scenario> {
  let [smallest, length, left] = [scenario, Math.ceil(scenario.steps.length / 2), tries]
  const breaks = async (candidate: Scenario) => {
    if (left <= 0) return false
    left -= 1
    const found = await play(candidate)
    return found !== undefined && kindOf(found) === kindOf(breach)
  }
  while (left > 0) {
    const found = await firstThatBreaks(smaller(smallest, length), breaks)
    if (found) smallest = found
    else if (length === 1) return smallest
    length = Math.max(1, Math.min(found ? length : length >> 1, smallest.steps.length))
  }
  return smallest
}

/** A scenario as it can be put into a test of its own. */
export function written({ seed, faults, steps }: Scenario): string {
  const lines = steps.map((step) => `  ${JSON.stringify(step)},`)
  return [`seed ${seed}, faults ${JSON.stringify(faults)}, steps [`, ...lines, ']'].join('\n')
}
