/** Chance from a seed, so that a run that fails can be run again: mulberry32. */
export type Draw = {
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number
  /** True about once in so many times. */
  oneIn(count: number): boolean
}

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return { between, oneIn: (count) => between(1, count) === 1 }
}
