import { doerOf, type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Table, type Write, write } from '#kernel/projection.ts'
import type { OrderEvents, PricedLine } from '../events.ts'

const tables: Readonly<Record<string, Table>> = {
  orders: {
    columns: {
      id: 'text',
      number: 'integer',
      patient: 'text',
      state: 'text',
      total: 'integer',
      code: 'text?',
      facts: 'text?',
      placed_by: 'text',
      placed_at: 'integer',
      changed_at: 'integer',
    },
    key: ['id'],
    indexes: [['patient', 'placed_at'], ['state', 'placed_at'], ['placed_at']],
    unique: [{ columns: ['number'], refusal: 'order-number-used' }],
  },
  order_lines: {
    columns: {
      order_id: 'text',
      line: 'integer',
      item: 'text',
      quantity: 'integer',
      code: 'text?',
      name: 'text?',
      unit: 'text?',
      price: 'integer?',
      tax_rate: 'integer?',
      stocked: 'integer?',
    },
    key: ['order_id', 'line'],
    indexes: [['item']],
  },
  reorders: {
    columns: { order_id: 'text', reordered_as: 'text', at: 'integer' },
    key: ['order_id', 'reordered_as'],
  },
}

// Counted by position, so that a rebuild gives each order the number it was told.
const placeOrder = `INSERT INTO {orders} (id, number, patient, state, total, code, facts, placed_by, placed_at, changed_at)
  VALUES (?, (SELECT COALESCE(MAX(number), 1000) + 1 FROM {orders}), ?, 'placed', ?, NULL, NULL, ?, ?, ?)`

const askLine = 'INSERT INTO {order_lines} (order_id, line, item, quantity) VALUES (?, ?, ?, ?)'

const priceLine = `UPDATE {order_lines} SET code = ?, name = ?, unit = ?, price = ?, tax_rate = ?, stocked = ?
  WHERE order_id = ? AND item = ?`

const setState = 'UPDATE {orders} SET state = ?, changed_at = ? WHERE id = ?'

const deny =
  "UPDATE {orders} SET state = 'denied', code = ?, facts = ?, changed_at = ? WHERE id = ?"

/** Every order with its number, its lines and its state. */
export const ordersProjection = projection({
  name: 'orders',
  version: 1,
  mode: 'inline',
  types: [
    'OrderPlaced',
    'OrderPriced',
    'OrderConfirmed',
    'OrderDenied',
    'OrderCancellationStarted',
    'OrderCancelled',
    'ReorderStarted',
  ],
  tables,
  apply(envelope): readonly Write[] {
    const event = envelope as Envelope & OrderEvents
    const id = idOf(event.stream)
    switch (event.type) {
      case 'OrderPlaced': {
        const { patient, lines, acceptedTotal } = event.data
        const by = doerOf(event)
        return [
          write(placeOrder, id, patient, acceptedTotal, by, event.at, event.at),
          ...lines.map((line, at) => write(askLine, id, at + 1, line.item, line.quantity)),
        ]
      }
      case 'OrderPriced':
        return event.data.lines.map((line) => pricedRow(id, line))
      case 'OrderConfirmed':
        return [write(setState, 'confirmed', event.at, id)]
      case 'OrderDenied':
        return [write(deny, event.data.code, JSON.stringify(event.data.facts), event.at, id)]
      case 'OrderCancellationStarted':
        return [write(setState, 'cancelling', event.at, id)]
      case 'OrderCancelled':
        return [write(setState, 'cancelled', event.at, id)]
      case 'ReorderStarted':
        return [
          write(
            'INSERT INTO {reorders} (order_id, reordered_as, at) VALUES (?, ?, ?)',
            id,
            event.data.order,
            event.at,
          ),
        ]
    }
  },
})

function pricedRow(order: string, line: PricedLine): Write {
  const { code, name, unit, price, taxRate, stocked, item } = line
  return write(priceLine, code, name, unit, price, taxRate, Number(stocked), order, item)
}
