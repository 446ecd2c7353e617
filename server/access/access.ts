import { join } from 'node:path'
import { masterKey, type RandomBytes, secretsUnder } from '#store/sqlite/keys.ts'
import { type Box, createBox } from './box.ts'
import { type Challenges, createChallenges } from './challenges.ts'
import { type Credentials, createCredentials } from './credentials.ts'
import { accessFileName, openAccessDatabase } from './database.ts'
import { createHeldForms, type HeldForms } from './held-forms.ts'
import { createLinks, type Links } from './links.ts'
import { createMachineTokens, type MachineTokens } from './machine-tokens.ts'
import { createPasskeys, type Passkeys } from './passkeys.ts'
import { type Cost, createPasswords } from './passwords.ts'
import { createReads, type Reads } from './reads.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createTries, type Tries } from './tries.ts'

/** Who is signed in, and how people prove who they are. The demo has none of it. */
export type Access = {
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly passkeys: Passkeys
  readonly links: Links
  readonly machineTokens: MachineTokens
  readonly tries: Tries
  readonly heldForms: HeldForms
  readonly reads: Reads
  readonly challenges: Challenges
  readonly box: Box
  /** Writes what waits and forgets what is over; now and then. */
  sweep(now: number): void
  close(): void
}

export type AccessParts = {
  /** The data folder; its master key is made where there is none yet. */
  readonly folder: string
  readonly random: RandomBytes
  /** Below the usual cost in tests alone. */
  readonly cost?: Cost
}

/** Opens web.sqlite in the data folder. Throws a plain sentence where it cannot be used. */
export function openAccess({ folder, random, cost }: AccessParts): Access {
  const master = masterKey(join(folder, 'master.key'), random)
  const box = createBox(master, random, secretsUnder(master))
  const db = openAccessDatabase(join(folder, accessFileName))
  const sessions = createSessions(db, box)
  const links = createLinks(db, box)
  const tries = createTries(db, box)
  const heldForms = createHeldForms(db, box)
  const reads = createReads(db)
  const challenges = createChallenges(db, box)
  return {
    sessions,
    credentials: createCredentials(db, box, createPasswords(cost)),
    passkeys: createPasskeys(db, challenges),
    links,
    machineTokens: createMachineTokens(db, box),
    tries,
    heldForms,
    reads,
    challenges,
    box,
    sweep(now) {
      reads.flush()
      for (const part of [sessions, links, tries, heldForms, challenges]) part.sweep(now)
    },
    close() {
      reads.flush()
      db.close()
    },
  }
}
