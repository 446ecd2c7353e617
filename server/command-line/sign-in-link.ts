import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openAccess } from '#access/access.ts'
import { linkPath, linkSecret } from '#access/links.ts'
import { register } from '#kernel/registry.ts'
import { staffByEmail } from '#modules/clinic/published.ts'
import { PlainError } from '#store/sqlite/connection.ts'
import { databaseName, openReadingSide } from '#store/sqlite/local-store.ts'
import { founder } from '#web/founder.ts'
import { modules } from '../modules.ts'
import { readSettings } from '../settings.ts'
import { type ExitCode, type LineCommand, type Surroundings, WrongUse } from './command.ts'
import { readAsked } from './options.ts'

const holdsMinutes = 30

/** Who has this address; whoever founds the clinic, where none is named. */
async function personOf(folder: string, email: string | undefined, outside: Surroundings) {
  if (email === undefined) return founder
  const side = openReadingSide(folder, register(modules), outside.random)
  try {
    const member = await side.reader.ask(staffByEmail(email))
    if (member?.status !== 'active') {
      throw new PlainError(
        `Nobody with the address ${email} works here. Give the address of one who does.`,
      )
    }
    return member.id
  } finally {
    side.close()
  }
}

async function run(words: readonly string[], outside: Surroundings): Promise<ExitCode> {
  const { dataFolder, json, names } = readAsked(words, outside)
  if (names.length > 1) throw new WrongUse('Give one e-mail address, or none to set up the clinic.')
  if (!existsSync(join(dataFolder, databaseName))) {
    throw new PlainError(
      `There is no Frontdesk data in ${dataFolder}. Say where it is with --data.`,
    )
  }
  const person = await personOf(dataFolder, names[0], outside)
  const access = openAccess({ folder: dataFolder, random: outside.random })
  const id = access.links.open('first', person, null, outside.now())
  const path = `${linkPath(id)}?secret=${access.box.secretFor(linkSecret(id))}`
  access.close()
  const { publicUrl } = readSettings(outside.environment, outside.root)
  const link = `${publicUrl.origin}${path}`
  if (json) outside.print(JSON.stringify({ ok: true, link, minutes: holdsMinutes }))
  else {
    outside.tell(`Whoever opens this within ${holdsMinutes} minutes takes the account over, once:`)
    outside.print(link)
  }
  return 0
}

/** Lets somebody in again who can show nothing any more: whoever runs this holds the files anyway. */
export const signInLinkCommand: LineCommand = {
  name: 'sign-in-link',
  usage: '[staff e-mail] [--data DIR] [--json]',
  does: 'prints a link that lets somebody choose a new password; without an address, one to set up the clinic',
  run,
}
