import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Registry } from '#kernel/registry.ts'
import { PlainError } from '#store/sqlite/connection.ts'
import { databaseName, type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { demoMoment } from './moment.ts'
import { bytesFrom, drawsFrom } from './random.ts'
import { outagesUntil } from './script/script.ts'
import { faultOf, idsOf, type Known, seedDemo, virtualClock } from './seed.ts'

// The database comes last: a folder without one has no demo yet, whatever else lies there.
const files = ['master.key', 'keys.sqlite', databaseName]
const workshop = 'demo-being-made'
const seed = 1847

export type DemoFiles = {
  readonly folder: string
  readonly registry: Registry
  /** The folder of the migrations. */
  readonly migrations: string
  /** Where the demo's time begins, in ms. */
  readonly moment: number
}

/**
 * Makes the demo's files in an empty folder and answers the store, still open, for whoever wants to look
 * at it before it is closed. The same moment gives the same log, byte for byte; so its keys are no secret.
 */
export async function openSeeded(files: DemoFiles): Promise<LocalStore> {
  const { folder, registry, migrations, moment } = files
  const draw = drawsFrom(seed)
  const clock = virtualClock(0)
  const known: Known = new Map()
  const store = openLocalStore({
    folder,
    registry,
    migrations: readMigrations(migrations),
    clock: clock.now,
    random: bytesFrom(draw),
    ids: idsOf(known),
    fault: faultOf(outagesUntil(moment), known, clock.now),
    // Else the wall clock would decide what stands in which transaction, and so in which order.
    batchMs: Number.POSITIVE_INFINITY,
  })
  try {
    seedDemo({ store, registry, clock, known, draw, moment })
  } catch (error) {
    // Script and domain no longer agree, a defect: whoever asked is told, and the files are let go.
    await store.close()
    throw error
  }
  return store
}

export type Making = {
  readonly folder: string
  readonly registry: Registry
  readonly migrations: string
  readonly wallNow: number
  readonly say: (sentence: string) => void
}

/**
 * Makes the demo clinic in a data folder that holds no database. It is made apart and moved at the end,
 * so that half a demo is never served. Answers where the demo's time begins, in ms.
 */
export async function makeDemo({
  folder,
  registry,
  migrations,
  wallNow,
  say,
}: Making): Promise<{ endedAt: number }> {
  if (existsSync(join(folder, databaseName))) {
    throw new PlainError(
      `The data folder ${folder} holds a database already; the demo is not put in its place.`,
    )
  }
  const moment = demoMoment(wallNow)
  const apart = join(folder, workshop)
  rmSync(apart, { recursive: true, force: true })
  mkdirSync(apart, { recursive: true })
  say('Making the demo clinic: six weeks of its days, once.')
  const store = await openSeeded({ folder: apart, registry, migrations, moment })
  store.writer.noteHead(wallNow)
  await store.close()
  moveInto(folder, apart)
  return { endedAt: moment }
}

function moveInto(folder: string, apart: string): void {
  for (const file of files) {
    // What an older database left beside it would be taken for this one's.
    for (const rest of ['-wal', '-shm']) rmSync(join(folder, file + rest), { force: true })
    renameSync(join(apart, file), join(folder, file))
  }
  rmSync(apart, { recursive: true, force: true })
  const directory = openSync(folder, 'r')
  fsyncSync(directory)
  closeSync(directory)
}
