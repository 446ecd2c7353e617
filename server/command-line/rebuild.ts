import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Registry, register } from '#kernel/registry.ts'
import { PlainError } from '#store/sqlite/connection.ts'
import { databaseName, openFiles } from '#store/sqlite/local-store.ts'
import { lockFolder } from '#store/sqlite/lock.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import type { Rebuilt } from '#store/sqlite/rebuild.ts'
import { askServer } from '../control.ts'
import { modules } from '../modules.ts'
import { type ExitCode, type LineCommand, type Surroundings, WrongUse } from './command.ts'
import { readAsked } from './options.ts'

const sliceSize = 1_000

const outcome = z.object({ name: z.string(), rows: z.number(), differed: z.boolean() })

type Rebuild = (name: string) => Promise<Rebuilt>

function namesAsked({ projections }: Registry, asked: readonly string[]): readonly string[] {
  const known = projections.map(({ name }) => name)
  const [name, ...others] = asked
  const choices = `all, ${known.toSorted().join(', ')}`
  if (name === undefined || others.length > 0) {
    throw new WrongUse(`Say which read model to rebuild: ${choices}.`)
  }
  if (name === 'all') return known
  if (!known.includes(name)) {
    throw new WrongUse(`There is no read model called "${name}". There are: ${choices}.`)
  }
  return [name]
}

/** Asks the server that runs on the folder; answers undefined where none does. */
async function byServer(folder: string, name: string): Promise<Rebuilt | undefined> {
  const answered = await askServer(folder, 'rebuild', name)
  if (!answered) return undefined
  if (answered.kind === 'refused') throw new PlainError(answered.sentence)
  return outcome.parse(answered.outcome)
}

/** Rebuilds in this process, under the folder's lock, where no server runs. */
function byOurselves(folder: string, registry: Registry, outside: Surroundings) {
  const unlock = lockFolder(folder)
  const files = openFiles({
    folder,
    registry,
    migrations: readMigrations(join(outside.root, 'migrations')),
    clock: outside.now,
    random: outside.random,
    say: outside.tell,
  })
  const rebuild: Rebuild = async (name) => {
    const rebuilding = files.rebuild(name)
    for (;;) {
      const rebuilt = rebuilding.step(sliceSize)
      if (rebuilt) return rebuilt
    }
  }
  const close = () => {
    files.close()
    unlock()
  }
  return { rebuild, close }
}

async function rebuildAll(
  folder: string,
  names: readonly string[],
  registry: Registry,
  outside: Surroundings,
): Promise<readonly Rebuilt[]> {
  const [first = '', ...others] = names
  const served = await byServer(folder, first)
  if (served) {
    const rest: Rebuilt[] = []
    for (const name of others) {
      const one = await byServer(folder, name)
      if (!one) throw new PlainError('The server stopped meanwhile. Rebuild the rest again.')
      rest.push(one)
    }
    return [served, ...rest]
  }
  const { rebuild, close } = byOurselves(folder, registry, outside)
  try {
    const done: Rebuilt[] = []
    for (const name of names) done.push(await rebuild(name))
    return done
  } finally {
    close()
  }
}

const counted = new Intl.NumberFormat('en-GB')

function inWords({ name, rows, differed }: Rebuilt): string {
  const size = `${counted.format(rows)} ${rows === 1 ? 'row' : 'rows'}`
  return differed
    ? `✗ ${name}: rebuilt, ${size}. It had differed from the log.`
    : `✓ ${name}: rebuilt, ${size}, as it was.`
}

async function run(words: readonly string[], outside: Surroundings): Promise<ExitCode> {
  const { dataFolder, json, names } = readAsked(words, outside)
  const registry = register(modules)
  const wanted = namesAsked(registry, names)
  if (!existsSync(join(dataFolder, databaseName))) {
    throw new PlainError(
      `There is no Frontdesk data in ${dataFolder}. Say where it is with --data.`,
    )
  }
  const rebuilt = await rebuildAll(dataFolder, wanted, registry, outside)
  const differed = rebuilt.some((one) => one.differed)
  if (json) outside.print(JSON.stringify({ ok: !differed, rebuilt }, null, 2))
  else for (const one of rebuilt) outside.print(inWords(one))
  return differed ? 1 : 0
}

/** Folds read models anew from the log: by the running server beside its work, or without one. */
export const rebuildCommand: LineCommand = {
  name: 'rebuild',
  usage: '<read model | all> [--data DIR] [--json]',
  does: 'builds a read model anew from the log, while the server runs or not',
  run,
}
