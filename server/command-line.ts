import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './command-line/run.ts'

/** Carries out `frontdesk …` and answers the exit code: 0 good, 1 found something, 2 wrong use. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    return await run(words, {
      root: dirname(dirname(fileURLToPath(import.meta.url))),
      environment: process.env,
      now: () => Date.now(),
      random: (count) => randomBytes(count),
      print: (line) => console.log(line),
      tell: (line) => console.error(line),
    })
  } catch (error) {
    // A defect of ours is no finding: Node itself would end with 1.
    console.error(error)
    return 2
  }
}
