import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '../settings.ts'
import { type Surroundings, WrongUse } from './command.ts'

/** What every command takes: where the data lies, and whether a machine reads the answer. */
export type Asked = {
  readonly dataFolder: string
  readonly json: boolean
  /** The words that are no options, in order. */
  readonly names: readonly string[]
}

/** Reads a command's words. Throws `WrongUse` for an option that nobody knows. */
export function readAsked(words: readonly string[], outside: Surroundings): Asked {
  const { values, positionals } = parsed(words)
  const { root, environment } = outside
  const dataFolder =
    values.data === undefined ? readSettings(environment, root).dataFolder : resolve(values.data)
  return { dataFolder, json: values.json === true, names: positionals }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { data: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
  } catch (error) {
    // Node goes on to explain what a "--" would do; the first sentence says what is wrong.
    const words = error instanceof Error ? error.message : String(error)
    throw new WrongUse(`${words.split('. ')[0]}.`)
  }
}
