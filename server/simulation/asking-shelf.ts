import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { type Aim, type Circumstances, idAt, nth, personOf, reason } from './aims.ts'
import { goods, lots, lotted, thing } from './cast.ts'
import { itemIn } from './item-books.ts'
import type { ReturnTask, ShelfTask } from './scenario.ts'

/** Counts, write-offs and recalls. */
export function onShelf(task: ShelfTask, { books }: Circumstances): Aim {
  const item = idAt(goods, task.item)
  const target = itemStream(item)
  const isFirst = task.task === 'count' ? task.off < 2 : task.item % 2 === 0
  const lot = item === lotted ? lots[isFirst ? 0 : 1].lot : ''
  switch (task.task) {
    case 'count': {
      const counted = Math.max(0, (itemIn(books.items, item).lots.get(lot) ?? 0) - task.off)
      const data = { lot, counted, reason: task.off === 0 ? '' : reason, openCase: task.knowing }
      return { intent: 'count-stock', target, data, person: 0 }
    }
    case 'write-off': {
      const data = { lot, quantity: task.quantity, reason: 'broken' }
      return { intent: 'write-off-stock', target, data, person: 0 }
    }
    case 'recall': {
      // Mostly of what comes in lots, or nothing would ever be recalled.
      const data = { lot: lots[task.item % 2 === 0 ? 0 : 1].lot, reason }
      const recalled = itemStream(task.item === 0 ? item : lotted)
      return { intent: 'recall-lot', target: recalled, data, person: 0 }
    }
  }
}

const gone = ['handed-over', 'collected']

/** What comes back of an order that was handed over, or is made again. */
export function ofHandedOver(task: ReturnTask, { books }: Circumstances): Aim {
  const all = [...books.orders.values()]
  const fit = all.filter(({ status }) => gone.includes(status))
  const order = (task.order % 8 === 0 ? undefined : nth(fit, task.order)) ?? nth(all, task.order)
  const target = orderStream(order?.id ?? thing('no order'))
  const line = nth(order?.ready ?? [], task.order)?.item ?? idAt(goods, task.order)
  const person = personOf(order?.patient)
  if (task.task === 'remake') {
    const charge = task.charged ? 'full' : 'none'
    const data = { line, what: 'It fell apart at once', charge }
    return { intent: 'remake-order', target, data, person }
  }
  const condition = task.sealed ? 'sealed' : 'opened'
  const refund = task.refund ? 'refund' : 'exchange'
  const data = { line, quantity: task.quantity, condition, reason, refund }
  return { intent: 'return-items', target, data, person }
}
