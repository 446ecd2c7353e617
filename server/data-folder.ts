import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from '#store/sqlite/connection.ts'
import { databaseName } from '#store/sqlite/local-store.ts'

/**
 * Makes the data folder where it is missing and writes into it once, since as root a read-only disk shows
 * only at the first write. Throws one plain sentence where that fails.
 */
export function prepareFolder(folder: string): void {
  const probe = join(folder, '.can-write')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'unknown error'
    throw new PlainError(
      `Frontdesk cannot write in the data folder ${folder} (${code}). Allow it, or set DATA_DIR to another folder.`,
    )
  }
}

/** Whether a log has been begun in the folder. */
export function hasDatabase(folder: string): boolean {
  return existsSync(join(folder, databaseName))
}
