import { randomFillSync } from 'node:crypto'
import type { RandomBytes } from './keys.ts'

const poolBytes = 8 * 1024

/**
 * Random bytes of the machine. They are drawn many at once: a call for each nonce cost as much as sealing.
 * Each is handed out once, and wiped from the pool.
 */
export function machineRandom(): RandomBytes {
  const pool = new Uint8Array(poolBytes)
  let used = poolBytes
  return (count) => {
    if (count > poolBytes) return randomFillSync(new Uint8Array(count))
    if (used + count > poolBytes) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = pool.slice(used, used + count)
    pool.fill(0, used, used + count)
    used += count
    return bytes
  }
}
