import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { orderById } from '../projections/order-queries.ts'
import { waysFromBench } from './bench-link.ts'
import { whoseWords } from './whose.ts'

const headings: Readonly<Record<string, string>> = {
  'start-preparing': 'is yours to prepare',
  'take-over-preparation': 'is yours to prepare',
  'put-back-preparation': 'is back on the bench',
}

/** What the page of a command says by which somebody claims an order, or puts it back on the bench. */
export async function readBenchResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const order = await context.ask(orderById(idOf(command.target)))
  if (!order) return {}
  const ways = waysFromBench(context, order)
  const became = headings[command.intent]
  if (command.state !== 'succeeded' || !became) return ways
  const whose = await whoseWords(context, order.patient)
  return {
    heading: `${whose.Order} ${became}`,
    remark: `Order ${order.number}: ${order.what ?? ''}`,
    facts: { number: order.number },
    ...ways,
  }
}
