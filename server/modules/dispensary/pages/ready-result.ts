import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { orderLines } from '../projections/order-line-queries.ts'
import { type OrderRow, orderById } from '../projections/order-queries.ts'
import { keptDays } from '../rules/promise.ts'
import { waysFromBench } from './bench-link.ts'
import { collectionCodeOf } from './collection-code.ts'
import { seeOrder } from './place-order-result.ts'
import { askedFor, type OrderPanels } from './result-panels.ts'
import { whoseWords } from './whose.ts'

/** What the page of a `mark-ready` command says: where it lies, its code, and what was short. */
export async function readReadyResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const order = await context.ask(orderById(idOf(command.target)))
  if (!order) return {}
  const ways = waysFromBench(context, order)
  const whose = await whoseWords(context, order.patient)
  // What stands in the way is told already; the next thing is the form again.
  if (command.state === 'rejected')
    return { remark: 'It is still yours to prepare', ...ways, links: [] }
  if (command.state !== 'succeeded') return ways
  const panels: OrderPanels = {
    next: [...(await codeLines(context, order)), ...(await shortLines(context, order))],
    asked: await askedFor(context, order),
  }
  return {
    heading: `${whose.Order} is ready`,
    remark: `Order ${order.number} for ${context.say.money(order.total).text}`,
    facts: { number: order.number, total: context.say.money(order.total) },
    ...ways,
    panels,
  }
}

async function codeLines(context: PageContext, order: OrderRow): Promise<readonly string[]> {
  const code = await collectionCodeOf(context, order)
  const where = order.shelf ? `Put it on the collection shelf ${order.shelf}.` : 'Put it aside.'
  const told = code
    ? `Its code is ${code}. Whoever collects it names it, or shows who they are.`
    : ''
  return [where, ...(told ? [told] : []), `It is kept for ${keptDays} days, then it goes back.`]
}

async function shortLines(context: PageContext, order: OrderRow): Promise<readonly string[]> {
  const lines = await context.ask(orderLines(order.id))
  return lines.flatMap(({ name, quantity, ready, price }) => {
    const missing = quantity - (ready ?? quantity)
    if (missing === 0) return []
    const back = context.say.money((price ?? 0) * missing).text
    return [`${missing} ${name} could not be had: ${back} of what was held is free again.`]
  })
}

/** What the page of a `give-new-code` command says: the code. */
export async function readCodeResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const order = await context.ask(orderById(idOf(command.target)))
  if (!order) return {}
  const code = command.state === 'succeeded' ? await collectionCodeOf(context, order) : undefined
  const links = [seeOrder(context, order)]
  if (!code) return { links }
  const next = [
    'Tell it to whoever collects the order. The code before it is good for nothing now.',
  ]
  return {
    heading: `The new code is ${code}`,
    remark: `Order ${order.number}`,
    facts: { number: order.number, code },
    links,
    panels: { next } satisfies OrderPanels,
  }
}
