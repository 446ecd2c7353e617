/**
 * The clinic's time: a moment, the wall clock at which it held, and how fast it runs since. It lies in shared
 * memory, so that the web's thread and the writer's read the same clock. Speed 0 stands still.
 */
export type ClinicClock = {
  readonly memory: SharedArrayBuffer
  /** The clinic's time in ms, never a fraction. */
  now(): number
  /** The wall clock in ms. */
  wall(): number
  /** 1 is real time, 0 stands still. */
  speed(): number
  /** Sets the moment and the speed from here on. */
  set(moment: number, speed: number): void
}

/** A clock over shared memory, or over its own, which then begins as the wall clock. */
export function clinicClock(wall: () => number, memory?: SharedArrayBuffer): ClinicClock {
  const shared = memory ?? new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT)
  const [moment, since, speed] = [0, 1, 2]
  const cells = new Float64Array(shared)
  const read = (cell: number) => cells[cell] ?? 0
  const clock: ClinicClock = {
    memory: shared,
    wall,
    now: () => Math.floor(read(moment) + (wall() - read(since)) * read(speed)),
    speed: () => read(speed),
    set(at, pace) {
      cells[moment] = at
      cells[since] = wall()
      cells[speed] = pace
    },
  }
  if (!memory) clock.set(wall(), 1)
  return clock
}
