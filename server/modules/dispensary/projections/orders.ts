import { doerOf, type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { LeftOut, PickedLine, ReadyLine } from '../events/fulfilment-events.ts'
import type { OrderEvents, PricedLine } from '../events.ts'
import { promisedBy } from '../rules/promise.ts'
import { whyLeftOut } from '../words/left-out.ts'
import { orderTables } from './order-tables.ts'

// Counted by position, so that a rebuild gives each order the number it was told.
const placeOrder = `INSERT INTO {orders} (id, number, patient, state, total, code, facts, placed_by, placed_at, changed_at)
  VALUES (?, (SELECT COALESCE(MAX(number), 1000) + 1 FROM {orders}), ?, 'placed', ?, NULL, NULL, ?, ?, ?)`

const askLine = 'INSERT INTO {order_lines} (order_id, line, item, quantity) VALUES (?, ?, ?, ?)'

const priceLine = `UPDATE {order_lines} SET code = ?, name = ?, unit = ?, price = ?, tax_rate = ?, stocked = ?
  WHERE order_id = ? AND item = ?`

const setState = 'UPDATE {orders} SET state = ?, changed_at = ? WHERE id = ?'

const confirm =
  "UPDATE {orders} SET state = 'confirmed', confirmed_at = ?, promised_at = ?, changed_at = ? WHERE id = ?"

const deny =
  "UPDATE {orders} SET state = 'denied', code = ?, facts = ?, changed_at = ? WHERE id = ?"

const claim =
  "UPDATE {orders} SET state = 'preparing', claimed_by = ?, claimed_at = ?, changed_at = ? WHERE id = ?"

const putBack = `UPDATE {orders} SET state = 'confirmed', claimed_by = NULL, claimed_at = NULL, ready_at = NULL, shelf = NULL,
  changed_at = ? WHERE id = ?`

const notReady =
  "UPDATE {orders} SET state = 'preparing', ready_at = NULL, shelf = NULL, changed_at = ? WHERE id = ?"

const ready =
  "UPDATE {orders} SET state = 'ready', total = ?, ready_at = ?, shelf = ?, changed_at = ? WHERE id = ?"

const handOver =
  'UPDATE {orders} SET state = ?, total = ?, handed_over_at = ?, changed_at = ? WHERE id = ?'

const shorten = 'UPDATE {order_lines} SET short_reason = ? WHERE order_id = ? AND item = ?'
const pick = 'INSERT INTO {order_picks} (order_id, item, lot, quantity) VALUES (?, ?, ?, ?)'
const noneReady = 'UPDATE {order_lines} SET ready = 0 WHERE order_id = ?'
const lineReady = 'UPDATE {order_lines} SET ready = ? WHERE order_id = ? AND item = ?'

const lineBack =
  'UPDATE {order_lines} SET returned = COALESCE(returned, 0) + ? WHERE order_id = ? AND item = ?'
const remake = 'INSERT INTO {remakes} (order_id, item, remade_as, at) VALUES (?, ?, ?, ?)'

const plainStates = {
  OrderCancellationStarted: 'cancelling',
  OrderCancelled: 'cancelled',
  OrderHandOverStarted: 'handing-over',
  OrderPuttingBackStarted: 'putting-back',
  OrderLapsed: 'lapsed',
  OrderUndone: 'undone',
  OrderSettledByHand: 'settled',
} as const

/** Every order with its number, its lines, its state, and what was picked for it. */
export const ordersProjection = projection({
  name: 'orders',
  version: 5,
  mode: 'inline',
  types: [
    'OrderPlaced',
    'OrderPriced',
    'OrderConfirmed',
    'OrderDenied',
    'ReorderStarted',
    'PreparationStarted',
    'PreparationTakenOver',
    'PreparationPutBack',
    'OrderPicked',
    'OrderReady',
    'OrderNotReady',
    'OrderLineLeftOut',
    'OrderHandedOver',
    'OrderCollected',
    'ItemsReturned',
    'RemakeOrdered',
    ...Object.keys(plainStates),
  ],
  tables: orderTables,
  apply(envelope): readonly Write[] {
    const event = envelope as Envelope & OrderEvents
    const id = idOf(event.stream)
    const { at } = event
    switch (event.type) {
      case 'OrderPlaced': {
        const { patient, lines, acceptedTotal } = event.data
        return [
          write(placeOrder, id, patient, acceptedTotal, doerOf(event), at, at),
          ...lines.map((line, index) => write(askLine, id, index + 1, line.item, line.quantity)),
        ]
      }
      case 'OrderPriced':
        return event.data.lines.map((line) => pricedRow(id, line))
      case 'OrderConfirmed':
        return [write(confirm, at, promisedBy(at, event.data.promised), at, id)]
      case 'OrderDenied':
        return [write(deny, event.data.code, JSON.stringify(event.data.facts), at, id)]
      case 'ReorderStarted':
        return [
          write(
            'INSERT INTO {reorders} (order_id, reordered_as, at) VALUES (?, ?, ?)',
            id,
            event.data.order,
            at,
          ),
        ]
      case 'PreparationStarted':
      case 'PreparationTakenOver':
        return [write(claim, event.actor, at, at, id)]
      case 'PreparationPutBack':
        return [write(putBack, at, id)]
      case 'OrderPicked':
        return [write(setState, 'picking', at, id), ...pickRows(id, event.data.lines)]
      case 'OrderReady': {
        const { lines, total, shelf } = event.data
        return [write(ready, total, at, shelf, at, id), ...readyRows(id, lines)]
      }
      case 'OrderNotReady':
        return [write(notReady, at, id)]
      case 'OrderLineLeftOut':
        return leftOutRows(id, event.data)
      case 'OrderHandedOver':
        return [write(handOver, 'handed-over', event.data.total, at, at, id)]
      case 'OrderCollected':
        return [write(handOver, 'collected', event.data.total, at, at, id)]
      case 'ItemsReturned':
        return [write(lineBack, event.data.quantity, id, event.data.item)]
      case 'RemakeOrdered':
        return [write(remake, id, event.data.item, event.data.order, at)]
      case 'NoticeAskedFor':
      case 'NoticeNotWanted':
      case 'ItemBack':
      case 'ReturnStarted':
      case 'ReturnRefused':
      case 'OrderWaitsLong':
      case 'CollectionReminded':
      case 'CollectionCodeMissed':
      case 'CollectionCodeRenewed':
        return []
      default:
        return [write(setState, plainStates[event.type], at, id)]
    }
  },
})

function pricedRow(order: string, line: PricedLine): Write {
  const { code, name, unit, price, taxRate, stocked, item } = line
  return write(priceLine, code, name, unit, price, taxRate, Number(stocked), order, item)
}

function pickRows(order: string, lines: readonly PickedLine[]): readonly Write[] {
  return [
    write('DELETE FROM {order_picks} WHERE order_id = ?', order),
    ...lines.flatMap(({ item, lots, short }) => [
      write(shorten, short?.reason ?? null, order, item),
      ...lots.map(({ lot, quantity }) => write(pick, order, item, lot, quantity)),
    ]),
  ]
}

function readyRows(order: string, lines: readonly ReadyLine[]): readonly Write[] {
  return [
    write(noneReady, order),
    ...lines.map(({ item, quantity }) => write(lineReady, quantity, order, item)),
  ]
}

function leftOutRows(order: string, { item, code, lot }: LeftOut): readonly Write[] {
  const why = whyLeftOut({ code, lot })
  return [write(shorten, why, order, item), write(lineReady, 0, order, item)]
}
