import { orderStream } from '#modules/dispensary/published.ts'
import { type Aim, type Circumstances, nth, personOf, reason } from './aims.ts'
import { lots, lotted, thing } from './cast.ts'
import type { Booked, OrderStatus } from './order-book.ts'
import type { BenchTask } from './scenario.ts'

const intents: Readonly<Record<BenchTask['task'], string>> = {
  prepare: 'start-preparing',
  'take-over': 'take-over-preparation',
  unclaim: 'put-back-preparation',
  ready: 'mark-ready',
  'hand-over': 'hand-over-order',
  collect: 'collect-order',
  'new-code': 'give-new-code',
  'put-back': 'put-back-order',
}

/** In which state each is mostly done. */
const fitting: Readonly<Record<BenchTask['task'], OrderStatus>> = {
  prepare: 'confirmed',
  'take-over': 'preparing',
  unclaim: 'preparing',
  ready: 'preparing',
  'hand-over': 'ready',
  collect: 'ready',
  'new-code': 'ready',
  'put-back': 'ready',
}

/** One that fits, or now and then any: whoever is late sees a refusal. */
function orderFor({ task, order: index }: BenchTask, { books }: Circumstances): Booked | undefined {
  const all = [...books.orders.values()]
  const fit = all.filter(({ status }) => status === fitting[task])
  return (index % 8 === 0 ? undefined : nth(fit, index)) ?? nth(all, index)
}

/** Who prepares an order sees to it, mostly; else somebody asks who is not the one. */
function byClaimant({ task, order: index }: BenchTask, order: Booked | undefined) {
  const isTheirs = task === 'ready' || task === 'unclaim'
  return isTheirs && order?.by && index % 5 > 0 ? order.by : undefined
}

function rowsOf(
  { missing, lot: wanted }: Extract<BenchTask, { task: 'ready' }>,
  order: Booked | undefined,
) {
  const lot = wanted === 'none' ? '' : lots[wanted === 'soon' ? 0 : 1].lot
  const left = order?.ready.length ? order.ready : (order?.lines ?? [])
  return left.map(({ item, quantity }, index) => ({
    item,
    lot: item === lotted ? lot : '',
    quantity: index === 0 ? Math.max(0, quantity - missing) : quantity,
    'short-reason': index === 0 && missing > 0 ? 'Not to be found' : '',
  }))
}

function dataOf(task: BenchTask, order: Booked | undefined): object {
  switch (task.task) {
    case 'ready':
      return { lines: rowsOf(task, order), shelf: 'B2' }
    case 'hand-over': {
      const receivedBy = task.to === 'patient' ? 'patient' : 'proxy'
      const [receiver, consent] = task.to === 'friend' ? ['A friend', 'They called us'] : ['', '']
      return { receivedBy, proxy: null, receiver, consent, identity: true }
    }
    case 'collect':
      // The right one is looked up when it is sent.
      return { code: task.code }
    case 'take-over':
    case 'unclaim':
    case 'put-back':
      return { reason }
    default:
      return {}
  }
}

/** What is asked for at the bench, and by whom where it is somebody in particular. */
export function onBench(task: BenchTask, around: Circumstances): Aim {
  const order = orderFor(task, around)
  const target = orderStream(order?.id ?? thing('no order'))
  const by = byClaimant(task, order)
  return {
    intent: intents[task.task],
    target,
    data: dataOf(task, order),
    person: personOf(order?.patient),
    ...(by ? { by } : {}),
  }
}
