// Preloaded into a server that is measured: each commit waits so many ms longer, as on a disk that is slower.
import Database from 'better-sqlite3'

const lateMs = Number(process.env['BENCH_SYNC_MS'] ?? 0)
const bell = new Int32Array(new SharedArrayBuffer(4))

/** Holds up the thread that commits, as the disk would. */
function wait(): void {
  Atomics.wait(bell, 0, 0, lateMs)
}

const { prepare, transaction } = Database.prototype

/** A statement that commits by itself: Frontdesk's writer says COMMIT. */
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql)
  if (sql !== 'COMMIT') return statement
  const run = statement.run.bind(statement) as (...args: unknown[]) => unknown
  return Object.assign(statement, {
    run(...args: unknown[]) {
      const result = run(...args)
      wait()
      return result
    },
  })
} as typeof prepare

/** A function in a transaction: the application it is compared with. */
Database.prototype.transaction = function (
  this: Database.Database,
  inside: (...args: unknown[]) => unknown,
) {
  const whole = transaction.call(this, inside)
  const late =
    (run: (...args: unknown[]) => unknown) =>
    (...args: unknown[]) => {
      const result = run(...args)
      wait()
      return result
    }
  return Object.assign(late(whole), whole, { immediate: late(whole.immediate) })
} as typeof transaction
