import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { PlainError } from '#store/sqlite/connection.ts'
import { type ExitCode, type LineCommand, type Surroundings, WrongUse } from './command.ts'
import { lineCommands } from './commands.ts'

function usageOf({ name, usage }: LineCommand): string {
  return `frontdesk ${name} ${usage}`
}

function helpLines(): readonly string[] {
  return [
    'Usage: frontdesk <command>',
    '',
    ...lineCommands.flatMap((one) => [`  ${usageOf(one)}`, `      ${one.does}`]),
    '  frontdesk help',
    '  frontdesk --version',
    '',
    'The data lies in ./data, in the folder DATA_DIR names, or in the one after --data.',
    'Exit codes: 0 good, 1 found something, 2 wrong use.',
  ]
}

function versionOf(root: string): string {
  const text = readFileSync(join(root, 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

async function runCommand(
  command: LineCommand,
  words: readonly string[],
  outside: Surroundings,
): Promise<ExitCode> {
  if (words.includes('--help')) {
    outside.print(`Usage: ${usageOf(command)}`)
    outside.print(`  It ${command.does}.`)
    return 0
  }
  try {
    return await command.run(words, outside)
  } catch (error) {
    if (error instanceof WrongUse) {
      outside.tell(error.message)
      outside.tell(`Usage: ${usageOf(command)}`)
      return 2
    }
    if (!(error instanceof PlainError)) throw error
    outside.tell(error.message)
    return 2
  }
}

/** Does what the words after `frontdesk` ask for. Throws only for a defect of the program. */
export async function run(words: readonly string[], outside: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = words
  if (name === 'help' || name === '--help') {
    for (const line of helpLines()) outside.print(line)
    return 0
  }
  if (name === '--version') {
    outside.print(versionOf(outside.root))
    return 0
  }
  const command = lineCommands.find((one) => one.name === name)
  if (command) return runCommand(command, rest, outside)
  if (name !== undefined) outside.tell(`There is no command "${name}".`)
  for (const line of helpLines()) outside.tell(line)
  return 2
}
