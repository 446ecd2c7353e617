import type { CommandView } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import type { TillEvents } from '../till-events.ts'
import { closingHref } from './till-tables.ts'

/** What the page of a finished `close-till` says: whether it came out even, and where its slip is. */
export async function readTillResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const [done] = (await context.eventsOf(command)) as readonly Envelope<TillEvents>[]
  if (done?.type !== 'TillClosed') return {}
  const { number, counted, left, explanation } = done.data
  const toBank = context.say.money(counted.cash - left).text
  return {
    heading: 'The till is closed',
    remark: `${explanation ? 'It differs, and why is noted.' : 'It came out even.'} ${toBank} in cash goes to the bank.`,
    links: [{ rel: 'till-closing', href: closingHref(number), title: 'Print the closing' }],
  }
}
