import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import {
  addCoins,
  askSale,
  faultsOfLog,
  idsFrom,
  migrationsFolder,
  newFolder,
  stoppedClock,
} from '../contract/toy-clinic.ts'
import { modules } from '../contract/toy-modules.ts'
import { CommitUnknown } from './committing.ts'
import { openFiles } from './local-store.ts'
import { readMigrations } from './migrate.ts'
import { machineRandom } from './random.ts'

/** An open writer on whose disk a statement can be made to fail, as SQLite would tell it. */
function openOnBadDisk(context: TestContext) {
  const folder = newFolder()
  let fault: { readonly sql: RegExp; readonly code: string } | undefined
  const files = openFiles({
    folder,
    registry: register(modules),
    migrations: readMigrations(migrationsFolder),
    clock: stoppedClock().now,
    random: machineRandom(),
    beforeStatement(sql) {
      if (fault?.sql.test(sql)) throw Object.assign(new Error('disk'), { code: fault.code })
    },
  })
  context.after(() => files.close())
  return {
    writer: files.writer,
    folder,
    id: idsFrom(1),
    break: (sql: RegExp, code: string) => {
      fault = { sql, code }
    },
    mend: () => {
      fault = undefined
    },
  }
}

test('a full disk takes nothing, says so, and the writer goes on once there is room', (context) => {
  const disk = openOnBadDisk(context)
  const first = addCoins(disk.id(), storyId(50), 5)
  disk.writer.batch([first])
  for (const sql of [/^INSERT INTO events/, /^COMMIT/, /^INSERT INTO commands/, /^SAVEPOINT/]) {
    disk.break(sql, 'SQLITE_FULL')
    throws(() => disk.writer.batch([addCoins(disk.id(), storyId(50), 5)]), { code: 'SQLITE_FULL' })
    equal(disk.writer.head(), 3)
  }
  disk.mend()
  const [taken] = disk.writer.batch([addCoins(disk.id(), storyId(50), 7)]).submissions
  ok(taken?.kind === 'accepted' && taken.command.state === 'succeeded')
  equal(disk.writer.head(), 6)
  deepEqual(faultsOfLog(disk.folder), [])
})

test('what a process had sent is not forgotten by a disk that was full', (context) => {
  const disk = openOnBadDisk(context)
  disk.writer.batch([addCoins(disk.id(), storyId(50), 100)])
  disk.break(/^UPDATE commands/, 'SQLITE_FULL')
  const sale = askSale(disk.id(), storyId(50), 1)
  throws(() => disk.writer.batch([sale]), { code: 'SQLITE_FULL' })
  equal(disk.writer.hasWork(), false)
  disk.mend()
  const { settled } = disk.writer.batch([sale])
  equal(settled.find(({ id }) => id === sale.id)?.state, 'succeeded')
})

test('a sync that fails leaves open whether the batch is there, and says just that', (context) => {
  const disk = openOnBadDisk(context)
  disk.break(/^COMMIT/, 'SQLITE_IOERR_FSYNC')
  throws(() => disk.writer.batch([addCoins(disk.id(), storyId(50), 5)]), CommitUnknown)
})

test('an error that is no command’s fault is every command’s own defect', (context) => {
  const disk = openOnBadDisk(context)
  disk.break(/^UPDATE checkpoints/, 'SQLITE_ERROR')
  const commands = [addCoins(disk.id(), storyId(50), 5), addCoins(disk.id(), storyId(51), 5)]
  const { submissions, head } = disk.writer.batch(commands)
  deepEqual(
    submissions.map(({ kind }) => kind),
    ['defect', 'defect'],
  )
  equal(head, 0)
})
