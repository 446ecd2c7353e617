import type { Known } from './check.ts'

/**
 * When the program is seen to have been at work: at each event, and where its end was noted. What is due
 * while it is stopped is late without anybody's fault, so lateness counts only time in which it was at work.
 */
export type SignsOfLife = {
  readonly times: number[]
  readonly noted: readonly number[]
  next: number
}

const apartMs = 1_000
const gapMaxMs = 20_000

export function signsOfLife({ noted }: Known): SignsOfLife {
  const times = noted.map(({ clinicTime }) => clinicTime).toSorted((one, other) => one - other)
  return { times: [], noted: times, next: 0 }
}

function push({ times }: SignsOfLife, at: number): void {
  const last = times.at(-1)
  if (last === undefined || at >= last + apartMs) times.push(at)
}

/** The program was at work at this time; times come in order. */
export function seen(signs: SignsOfLife, at: number): void {
  for (
    let noted = signs.noted[signs.next];
    noted !== undefined && noted <= at;
    noted = signs.noted[signs.next]
  ) {
    push(signs, noted)
    signs.next += 1
  }
  push(signs, at)
}

/** The last time at which the program is known to have been at work, the log's end or later. */
export function seenLast(signs: SignsOfLife): number {
  return Math.max(signs.times.at(-1) ?? 0, signs.noted.at(-1) ?? 0)
}

function firstFrom({ times }: SignsOfLife, from: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Whether more than `limitMs` were spent at work between two times. A gap counts for at most twenty
 * seconds: the program may have been stopped in it, and what was due is the first thing after a start.
 */
export function workedLongerThan(
  signs: SignsOfLife,
  limitMs: number,
  from: number,
  to: number,
): boolean {
  const { times } = signs
  let workedMs = 0
  for (
    let index = firstFrom(signs, from);
    index < times.length && workedMs <= limitMs;
    index += 1
  ) {
    const next = Math.min(times[index + 1] ?? to, to)
    const here = times[index] ?? to
    if (here >= to) break
    workedMs += Math.min(next - here, gapMaxMs)
  }
  return workedMs > limitMs
}
