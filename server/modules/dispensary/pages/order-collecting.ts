import type { PageContext } from '#kernel/page.ts'
import type { OrderRow } from '../projections/order-queries.ts'
import { daysAfter, keptDays } from '../rules/promise.ts'
import { collectionCodeOf } from './collection-code.ts'
import { nextForOrder } from './result-panels.ts'

const keptUntil = ({ say }: PageContext, { readyAt, changedAt }: OrderRow) =>
  say.day(daysAfter(readyAt ?? changedAt, keptDays)).text

/** The code by which a ready order is collected and where it lies, as a band for staff. */
export async function codeNote(context: PageContext, order: OrderRow) {
  const code = await collectionCodeOf(context, order)
  if (!code) return undefined
  const where = order.shelf ? `It lies on shelf ${order.shelf}. ` : ''
  const until = `It is kept until ${keptUntil(context, order)}.`
  const text = `${where}Whoever collects it names the code, or shows who they are. ${until}`
  return { tone: 'good', heading: `Its code is ${code}`, text }
}

/** What happens next to an order, in words; nothing where nothing does. */
export async function nextSteps(context: PageContext, order: OrderRow): Promise<readonly string[]> {
  const { say } = context
  const { total, state } = order
  const sum = say.money(total).text
  const until = keptUntil(context, order)
  if (state === 'confirmed') return nextForOrder(context, order)
  if (state === 'preparing' || state === 'picking') {
    const by = order.claimedBy ? say.name(order.claimedBy) : 'A dispenser'
    return [
      `${by} prepares it now.`,
      'When it is ready there is a message with a code to collect it.',
      total > 0 ? `Only when it is handed over is the ${sum} taken.` : 'Then it can be collected.',
    ]
  }
  if (state !== 'ready') return []
  const paid = total > 0 ? ` Only then is the ${sum} taken.` : ''
  return [
    `It is collected at the desk, or at the kiosk with its code.${paid}`,
    `What nobody collects until ${until} goes back on the shelf, and nothing is charged.`,
  ]
}
