/** Bounds how often a kiosk may be told something wrong: a code dies after five, but orders are many. */
export type Misses = {
  /** After how many seconds it may be tried again; 0 for now. */
  waitS(kiosk: string, now: number): number
  missed(kiosk: string, now: number): void
}

const most = 10
const withinMs = 10 * 60_000
const kiosksMost = 1_000

/** Ten misses in ten minutes, kept in memory: whoever starts the server anew is no stranger at a kiosk. */
export function createMisses(): Misses {
  const known = new Map<string, readonly number[]>()
  const lately = (kiosk: string, now: number) =>
    (known.get(kiosk) ?? []).filter((at) => at > now - withinMs)
  return {
    waitS(kiosk, now) {
      const times = lately(kiosk, now)
      const [first] = times
      return first === undefined || times.length < most
        ? 0
        : Math.ceil((first + withinMs - now) / 1000)
    },
    missed(kiosk, now) {
      const times = [...lately(kiosk, now), now].slice(-most)
      known.delete(kiosk)
      known.set(kiosk, times)
      const oldest = known.size > kiosksMost ? known.keys().next() : undefined
      if (oldest && !oldest.done) known.delete(oldest.value)
    },
  }
}
