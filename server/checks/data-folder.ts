import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import { type Connection, openReader, PlainError } from '#store/sqlite/connection.ts'
import { masterKey, openKeys } from '#store/sqlite/keys.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import { checksOf, checksOfOneLog } from './all.ts'
import { checkLog, type LogSource } from './books.ts'
import { type AnyCheck, type Report, wordsOf } from './check.ts'
import { checkKeysGone, erasedTitle } from './erased.ts'
import { type Findings, mergeFindings, type Tallying, tallying } from './findings.ts'
import { checkReadModels } from './read-models.ts'
import { allFindings, checkTogether } from './several-logs.ts'

const integrityLinesMax = 20

function nothingToDraw(): never {
  throw new Error('A check draws no random bytes')
}

/** What SQLite itself finds wrong with its pages and indexes. */
function checkFile(db: Connection, report: Report): void {
  const place = { position: 0, stream: '' }
  try {
    const lines = db.pragma(`integrity_check(${integrityLinesMax})`) as {
      integrity_check: string
    }[]
    for (const { integrity_check: line } of lines) {
      if (line !== 'ok') report(place, 'a whole database file', line)
    }
  } catch (error) {
    report(place, 'a whole database file', wordsOf(error))
  }
}

/** What hangs on the keys of the folder: the read models built anew, and who was erased. A missing key is not made. */
function checkSealed(folder: string, db: Connection, registry: Registry, tally: Tallying): void {
  const report = tally.reportOf('L7', 'The read models are what the log says')
  const reportErased = tally.reportOf('L8', erasedTitle)
  const files = { master: join(folder, 'master.key'), keys: join(folder, 'keys.sqlite') }
  const missing = Object.values(files).find((file) => !existsSync(file))
  if (missing) {
    report({ position: 0, stream: '' }, `the keys of sealed fields in ${missing}`, 'no such file')
    return
  }
  try {
    const keys = openKeys(
      files.keys,
      masterKey(files.master, nothingToDraw),
      nothingToDraw,
      'reader',
    )
    try {
      checkReadModels({ db, registry, vault: keys.vault }, report)
      checkKeysGone(db, registry, keys.vault, reportErased)
    } finally {
      keys.close()
    }
  } catch (error) {
    report({ position: 0, stream: '' }, 'keys that open what is sealed', wordsOf(error))
  }
}

function sourceOf(db: Connection): LogSource {
  return {
    query: async ({ sql, args, answer }) => answer(db.prepare<unknown[], Row>(sql).all(...args)),
  }
}

/**
 * Checks a data folder as it lies on the disk, whether a server runs on it or not: the file, every
 * invariant of the log, and that the read models are what the log says. Changes nothing. Throws a
 * `PlainError` where there is nothing to check; whatever is broken is told in the findings.
 */
export async function checkDataFolder(
  folder: string,
  registry: Registry,
  checks: readonly AnyCheck[] = checksOf(registry),
): Promise<Findings> {
  const file = join(folder, databaseName)
  if (!existsSync(file)) {
    throw new PlainError(`There is no Frontdesk data in ${folder}. Say where it is with --data.`)
  }
  const tally = tallying()
  const reportFile = tally.reportOf('L0', 'The file and the log in it can be read from end to end')
  const db = opened(file, reportFile)
  if (!db) return findingsOf(tally)
  try {
    checkFile(db, reportFile)
    const findings = await checkLog(sourceOf(db), registry, checks)
    checkSealed(folder, db, registry, tally)
    return mergeFindings([findings, findingsOf(tally)])
  } finally {
    db.close()
  }
}

function findingsOf({ tallies, breaches }: Tallying): Findings {
  return { events: 0, at: 0, checks: tallies(), breaches: breaches() }
}

/**
 * Checks the folders of one clinic whose modules live in several processes: each by itself, and what must
 * hold across them. Throws as `checkDataFolder` does.
 */
export async function checkDataFolders(
  folders: readonly string[],
  registry: Registry,
): Promise<Findings> {
  const alone: Findings[] = []
  for (const folder of folders)
    alone.push(await checkDataFolder(folder, registry, checksOfOneLog(registry)))
  const files = folders.map((folder) => openReader(join(folder, databaseName)))
  try {
    return allFindings(alone, await checkTogether(files.map(sourceOf), registry))
  } finally {
    for (const file of files) file.close()
  }
}

function opened(file: string, report: Report): Connection | undefined {
  try {
    return openReader(file)
  } catch (error) {
    report({ position: 0, stream: '' }, 'a database that opens', wordsOf(error))
    return undefined
  }
}
