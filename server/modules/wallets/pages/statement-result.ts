import type { CommandView } from '#kernel/command.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { longDay } from '#values/local-time.ts'
import type { WalletEvents } from '../events.ts'

/** What the page of a finished `send-statement` leads to: the mail, the page to print, or the file. */
export async function readStatementResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const [sent] = (await context.eventsOf(command)) as readonly Envelope<WalletEvents>[]
  if (sent?.type !== 'StatementSent') return {}
  const { from, to, how } = sent.data
  const page = `/wallets/${idOf(command.target)}/statement?from=${from}&to=${to}`
  const shown = { rel: 'statement', href: page, title: 'Open it to print' }
  const file = { rel: 'statement-csv', href: `${page}&format=csv`, title: 'Take the file (CSV)' }
  const mail = { rel: 'message', href: `/messages/${command.id}`, title: 'See the mail' }
  const heading = how === 'mail' ? 'The statement goes by e-mail' : 'The statement is ready for you'
  const first = { mail: [mail, shown], print: [shown], csv: [file, shown] }[how]
  return { heading, remark: `${longDay(from)} to ${longDay(to)}`, links: first }
}
