import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isFinal } from '#kernel/command.ts'
import type { Registry } from '#kernel/registry.ts'
import type { OnCommit, Store } from '#kernel/store.ts'
import { commandView } from '#worker/commands.ts'
import type { IdSource } from '#worker/work.ts'
import { bringUp } from './bring-up.ts'
import { openReader, openWriter } from './connection.ts'
import { eraseAgain } from './erasing.ts'
import { type Following, openFollowing } from './following.ts'
import { masterKey, openKeys, type RandomBytes } from './keys.ts'
import { type Migration, migrate } from './migrate.ts'
import { knownTypes, refuseCutTail, refuseLostKeys } from './opening.ts'
import { openReading } from './reader.ts'
import { beginRebuild, type Rebuilding } from './rebuild.ts'
import type { RowsKept } from './rows-kept.ts'
import { type Fault, openWork, type Writer } from './writer.ts'

export type Files = {
  readonly folder: string
  readonly registry: Registry
  readonly migrations: readonly Migration[]
  readonly clock: () => number
  readonly random: RandomBytes
  readonly fault?: Fault
  /** For demonstrations: where derived ids come from. */
  readonly ids?: IdSource
  /** Modules whose commands are carried out elsewhere. */
  readonly elsewhere?: readonly string[]
  readonly batchMs?: number
  readonly stepsPerBatch?: () => number
  readonly beforeStatement?: (sql: string) => void
  readonly say?: (sentence: string) => void
}

export const databaseName = 'frontdesk.sqlite'

export type OpenFiles = {
  readonly writer: Writer
  readonly following: Following
  /** Begins to rebuild a read model beside the live one. */
  rebuild(name: string): Rebuilding
  /** Moves what the readers no longer need from the write-ahead log into the file, without waiting. */
  checkpoint(): void
  close(): void
}

/** Opens the writer's side of a data folder: migrates, brings the read models up, finds what was left over. */
export function openFiles(files: Files): OpenFiles {
  const { folder, registry, migrations, clock, random } = files
  mkdirSync(folder, { recursive: true })
  const file = join(folder, databaseName)
  const isThere = existsSync(file)
  const db = openWriter(file)
  // Before anything is written: what is refused stays as it is.
  knownTypes(db, registry)
  refuseCutTail(db)
  refuseLostKeys(db, folder)
  migrate(db, migrations, isThere ? { folder } : undefined, clock())
  const keys = openKeys(
    join(folder, 'keys.sqlite'),
    masterKey(join(folder, 'master.key'), random),
    random,
    'writer',
  )
  eraseAgain(db, keys, clock())
  const models = { db, registry, vault: keys.vault }
  bringUp(models, files.say ?? (() => undefined))
  const writer = openWork({
    db,
    registry,
    vault: keys.vault,
    clock,
    ...(files.fault ? { fault: files.fault } : {}),
    ...(files.ids ? { ids: files.ids } : {}),
    ...(files.elsewhere ? { elsewhere: files.elsewhere } : {}),
    ...(files.batchMs === undefined ? {} : { batchMs: files.batchMs }),
    ...(files.stepsPerBatch ? { stepsPerBatch: files.stepsPerBatch } : {}),
    ...(files.beforeStatement ? { beforeStatement: files.beforeStatement } : {}),
  })
  return {
    writer,
    following: openFollowing(models),
    rebuild: (name) => beginRebuild(models, name, writer.resume),
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close() {
      if (!db.open) return
      if (!db.inTransaction) db.pragma('wal_checkpoint(TRUNCATE)')
      keys.close()
      db.close()
    },
  }
}

/** Opens the reader's side of a data folder that a writer has open or had open. */
export function openReadingSide(
  folder: string,
  registry: Registry,
  random: RandomBytes,
  kept?: RowsKept,
) {
  const db = openReader(join(folder, databaseName))
  const keys = openKeys(
    join(folder, 'keys.sqlite'),
    masterKey(join(folder, 'master.key'), random),
    random,
    'reader',
  )
  return {
    reader: openReading(db, registry, keys.vault, kept),
    vault: keys.vault,
    db,
    close() {
      keys.close()
      db.close()
    },
  }
}

export type LocalStore = Store & {
  readonly writer: Writer
  /** Carries out all that is due and sent, until nothing is left at this time. */
  settleAll(): void
  /** Begins to rebuild a read model beside the live one. */
  rebuild(name: string): Rebuilding
  /** What a mailed link carries for this label. */
  secretFor(label: string): string
}

/**
 * The store in this thread, with a writer that works when it is called: for tests, the simulator and
 * scripts, where time is the caller's. What is left over after a command is worked off by `settleAll`.
 */
export function openLocalStore(files: Files): LocalStore {
  const { writer, following, rebuild, close } = openFiles(files)
  const side = openReadingSide(files.folder, files.registry, files.random)
  const { reader } = side
  const listeners = new Set<OnCommit>()

  function settleAll(): void {
    while (writer.hasWork() || (writer.nextDue() ?? Number.POSITIVE_INFINITY) <= files.clock())
      writer.batch([])
    while (following.isBehind()) following.follow(10)
    for (const listener of listeners) listener(writer.head())
  }

  return {
    writer,
    settleAll,
    rebuild,
    secretFor: side.vault.secretFor,
    async submit(command) {
      const { submissions } = writer.batch([command])
      settleAll()
      const [submission] = submissions
      if (!submission) throw new Error('A batch of one answered nothing')
      if (submission.kind === 'defect') throw submission.error
      if (submission.kind !== 'accepted' || isFinal(submission.command.state)) return submission
      return { ...submission, command: reader.ask(commandView(command.id)) ?? submission.command }
    },
    rehearse: async (command) => writer.rehearse(command),
    command: async (id) => reader.ask(commandView(id)),
    stream: async (id, after = 0) => reader.stream(id, after),
    personOf: async (stream) => reader.personOf(stream),
    log: async (query) => reader.log(query),
    positionAt: async (time) => reader.positionAt(time),
    head: async () => reader.head(),
    reached: async (projection, position) =>
      (reader.checkpoint(projection)?.position ?? 0) >= position,
    query: async (query) => reader.ask(query),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      side.close()
      close()
    },
  }
}
