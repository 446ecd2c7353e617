import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Registry } from '#kernel/registry.ts'
import { openReader } from '#store/sqlite/connection.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import type { ClinicClock } from '#worker/clock.ts'

/** A file of this name in the folder asks for a new day at the next start. */
export const againMark = 'start-again'

export type DemoFolder = {
  readonly folder: string
  readonly isNew: boolean
  /** Asked for only where a demo has to be made. */
  registry(): Promise<Registry>
  readonly migrations: string
  readonly clock: ClinicClock
  readonly say: (sentence: string) => void
}

function removeFiles(folder: string): void {
  for (const name of [databaseName, 'keys.sqlite', 'master.key']) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, name + suffix), { force: true })
  }
  rmSync(join(folder, againMark), { force: true })
}

/** Where the clinic's time stood when the demo was last stopped, in ms. */
function lastMoment(folder: string): number {
  const db = openReader(join(folder, databaseName))
  try {
    const noted = db.prepare('SELECT coalesce(max(clinic_time), 0) AS at FROM head').get() as {
      at: number
    }
    const last = db.prepare('SELECT at FROM events ORDER BY position DESC LIMIT 1').get() as
      | { at: number }
      | undefined
    return Math.max(noted.at, last?.at ?? 0)
  } finally {
    db.close()
  }
}

/**
 * Makes the demo clinic where the folder holds none, or where a visitor asked for a new day, and sets the
 * clinic's clock: to Monday 09:52 in a new one, else to where it stood when the process was last stopped.
 */
export async function openDemo(demo: DemoFolder): Promise<void> {
  const { folder, migrations, clock, say } = demo
  const isAsked = existsSync(join(folder, againMark))
  if (isAsked) removeFiles(folder)
  if (demo.isNew || isAsked) {
    // Only a new demo needs this much of the program so early.
    const { makeDemo } = await import('./make.ts')
    const registry = await demo.registry()
    const { endedAt } = await makeDemo({ folder, registry, migrations, wallNow: clock.wall(), say })
    clock.set(endedAt, 1)
  } else {
    clock.set(lastMoment(folder), 1)
  }
}
