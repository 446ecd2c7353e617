import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { retryById } from '../projections/retries.ts'

/** What came of trying many again: how many go on. */
export async function readRetryResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const id = idOf(command.target)
  const [row] = await context.ask(retryById(id))
  if (!row) return {}
  const { tried, wentOn, count } = row
  const links = [
    { rel: 'retry', href: `/retries/${id}`, title: 'See what came of each' },
    { rel: 'retries', href: '/retries', title: 'What is still stuck' },
  ]
  return { remark: `${wentOn} of ${tried} tried go on, of ${count} in all`, links }
}
