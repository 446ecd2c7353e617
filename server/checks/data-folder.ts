import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import { type Connection, openReader, PlainError } from '#store/sqlite/connection.ts'
import { masterKey, openKeys } from '#store/sqlite/keys.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import { checkLog, type LogSource } from './books.ts'
import { type Report, wordsOf } from './check.ts'
import { type Findings, type Tally, type Tallying, tallying } from './findings.ts'
import { checkReadModels } from './read-models.ts'

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

/** Rebuilds the read models with the keys of the folder; a missing key is not made anew here. */
function checkModels(folder: string, db: Connection, registry: Registry, report: Report): void {
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

// As the list of invariants has them: log, commands, money, stock.
const kinds = 'LCMS'

function inOrder(one: Tally, other: Tally): number {
  const kindOf = ({ id }: Tally) => kinds.indexOf(id.charAt(0))
  return kindOf(one) - kindOf(other) || one.id.localeCompare(other.id)
}

/** One list of checks in the order of their ids, with what was found of each. */
function together(log: Findings, { tallies, breaches }: Tallying): Findings {
  const others = new Map(tallies().map((one) => [one.id, one]))
  const merged = log.checks.map((one) => {
    const same = others.get(one.id)
    others.delete(one.id)
    return same ? { ...one, title: same.title, breaches: one.breaches + same.breaches } : one
  })
  return {
    ...log,
    checks: [...merged, ...others.values()].toSorted(inOrder),
    breaches: [...breaches(), ...log.breaches].toSorted(
      (one, other) => one.position - other.position,
    ),
  }
}

/**
 * Checks a data folder as it lies on the disk, whether a server runs on it or not: the file, every
 * invariant of the log, and that the read models are what the log says. Changes nothing. Throws a
 * `PlainError` where there is nothing to check; whatever is broken is told in the findings.
 */
export async function checkDataFolder(folder: string, registry: Registry): Promise<Findings> {
  const file = join(folder, databaseName)
  if (!existsSync(file)) {
    throw new PlainError(`There is no Frontdesk data in ${folder}. Say where it is with --data.`)
  }
  const tally = tallying()
  const reportFile = tally.reportOf('L0', 'The file and the log in it can be read from end to end')
  const reportModels = tally.reportOf('L7', 'The read models are what the log says')
  const db = opened(file, reportFile)
  if (!db) return together({ events: 0, at: 0, checks: [], breaches: [] }, tally)
  try {
    checkFile(db, reportFile)
    const findings = await checkLog(sourceOf(db), registry)
    checkModels(folder, db, registry, reportModels)
    return together(findings, tally)
  } finally {
    db.close()
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
