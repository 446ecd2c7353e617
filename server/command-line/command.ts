/** What a command of the command line may use of the outside. */
export type Surroundings = {
  /** The program's own folder. */
  readonly root: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The wall clock in ms. */
  now(): number
  random(count: number): Uint8Array
  /** Prints a line of the answer. */
  print(line: string): void
  /** Prints a line for the person, which is no part of the answer. */
  tell(line: string): void
}

/** How it went: 0 good, 1 found something, 2 wrong use or not possible here: nothing was looked at. */
export type ExitCode = 0 | 1 | 2

/** One command: `frontdesk <name> …`. */
export type LineCommand = {
  readonly name: string
  /** What follows its name: "<read model | all> [--data DIR]". */
  readonly usage: string
  /** What it does, in one line. */
  readonly does: string
  run(words: readonly string[], outside: Surroundings): Promise<ExitCode>
}

/** The command was asked for in a way it does not know; the message says what is right. */
export class WrongUse extends Error {}
