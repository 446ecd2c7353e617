import { resolve } from 'node:path'
import { checkDataFolder, checkDataFolders } from '#checks/data-folder.ts'
import type { Findings } from '#checks/findings.ts'
import { register } from '#kernel/registry.ts'
import { modules } from '../modules.ts'
import type { LineCommand, Surroundings } from './command.ts'
import { readAsked } from './options.ts'

const counted = new Intl.NumberFormat('en-GB')

function plural(count: number, one: string, many: string): string {
  return `${counted.format(count)} ${count === 1 ? one : many}`
}

/** A line a check, what it found below it, and a sentence that says how it went. */
export function findingsInWords({ events, checks, breaches }: Findings): readonly string[] {
  const lines = checks.flatMap((one) => {
    const listed = breaches.filter(({ id }) => id === one.id)
    const more = one.breaches - listed.length
    return [
      `${one.breaches === 0 ? '✓' : '✗'} ${one.id}  ${one.title}`,
      ...listed.map(
        ({ position, stream, expected, found }) =>
          `      ${placeInWords(position, stream)}: expected ${expected}; found ${found}`,
      ),
      ...(more > 0 ? [`      and ${counted.format(more)} more`] : []),
    ]
  })
  const found = checks.reduce((sum, one) => sum + one.breaches, 0)
  const outcome =
    found === 0 ? 'nothing out of place.' : `${plural(found, 'thing', 'things')} out of place.`
  return [...lines, `${plural(events, 'event', 'events')}, ${outcome}`]
}

function placeInWords(position: number, stream: string): string {
  if (position === 0) return 'the file'
  return stream === '' ? `event ${position}` : `event ${position} of ${stream}`
}

function isClean({ checks }: Findings): boolean {
  return checks.every(({ breaches }) => breaches === 0)
}

async function run(words: readonly string[], outside: Surroundings) {
  const { dataFolder, json, names } = readAsked(words, outside)
  const others = names.map((name) => resolve(name))
  const registry = register(modules)
  const findings =
    others.length === 0
      ? await checkDataFolder(dataFolder, registry)
      : await checkDataFolders([dataFolder, ...others], registry)
  const ok = isClean(findings)
  if (json) outside.print(JSON.stringify({ ok, ...findings }, null, 2))
  else for (const line of findingsInWords(findings)) outside.print(line)
  return ok ? 0 : 1
}

/** Proves from the log that books, shelf and processes agree, and that the read models follow it. */
export const checkCommand: LineCommand = {
  name: 'check',
  usage: '[--data DIR] [DIR of a module elsewhere …] [--json]',
  does: 'checks the books from the log alone, while the server runs or not; changes nothing',
  run,
}
