import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { keptRecord, personStream } from '../published.ts'

/** What the page of a merge says: which record is there now. */
export async function readMergeResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const kept = await context.ask(keptRecord(idOf(command.target)))
  if (command.state !== 'succeeded' || !kept) return {}
  const name = context.say.name(kept)
  return {
    remark: `Everything is under the record of ${name} now`,
    links: [{ rel: 'person', href: context.href(personStream(kept)), title: `See ${name}` }],
  }
}
