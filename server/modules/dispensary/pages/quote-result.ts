import type { CommandView } from '#kernel/command.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { basketWith } from './denial-ways.ts'
import { quoteIn } from './quotes.ts'

/** What the page of a `quote-basket` command says: what it costs, and the order to place. */
export async function readQuoteResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  if (command.state !== 'succeeded') return {}
  const quoted = quoteIn(await context.stream(command.target))
  if (!quoted) return {}
  const { say } = context
  const words = { title: 'Order it at this price', remark: 'The basket is kept' }
  const order = await basketWith(context, quoted.patient, quoted.lines, words)
  return {
    heading: `It costs ${say.money(quoted.total).text}`,
    remark: `Meant until ${say.time(quoted.until).text}. Nothing is ordered yet, and no price is kept: if one changes, you see the new total before you order.`,
    facts: { total: say.money(quoted.total) },
    links: [...order, { rel: 'quote', href: context.href(command.target), title: 'See the quote' }],
  }
}
