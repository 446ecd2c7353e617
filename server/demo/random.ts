/** The next number of a row, from 0 up to but without 1. */
export type Draw = () => number

const whole32 = 2 ** 32

/** Numbers that look like chance and are the same for the same seed (mulberry32, Tommy Ettinger). */
export function drawsFrom(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / whole32
  }
}

/** A whole number from `least` to `most`, both included. */
export function between(draw: Draw, least: number, most: number): number {
  return least + Math.floor(draw() * (most - least + 1))
}

/** One of a list, or nothing of an empty one. */
export function oneOf<T>(draw: Draw, list: readonly T[]): T | undefined {
  return list[Math.floor(draw() * list.length)]
}

/** Bytes for keys and nonces. Never for real people: whoever knows the seed knows them. */
export function bytesFrom(draw: Draw): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, () => between(draw, 0, 255))
}

/**
 * UUIDv7s (RFC 9562 §5.7) of the times handed in, in ms. Those of one instant are counted in `rand_a`
 * (§6.2, method 1), so that they sort as they were made.
 */
export function idsFrom(draw: Draw): (at: number) => string {
  let last = { at: -1, count: 0 }
  return (at) => {
    last = { at, count: at === last.at ? last.count + 1 : 0 }
    const tail = bytesFrom(draw)(8)
    tail[0] = 0x80 | ((tail[0] ?? 0) & 0x3f)
    const time = at.toString(16).padStart(12, '0')
    const count = last.count.toString(16).padStart(3, '0')
    const rest = Buffer.from(tail).toString('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${rest.slice(0, 4)}-${rest.slice(4)}`
  }
}
