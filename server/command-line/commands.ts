import { checkCommand } from './check.ts'
import type { LineCommand } from './command.ts'
import { rebuildCommand } from './rebuild.ts'
import { signInLinkCommand } from './sign-in-link.ts'

/** Every command of the command line. A new one is a file of its own and a line here. */
export const lineCommands: readonly LineCommand[] = [
  checkCommand,
  rebuildCommand,
  signInLinkCommand,
]
