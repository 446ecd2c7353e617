import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Table, type Write, write } from '#kernel/projection.ts'
import type { ItemEvents } from '../events.ts'

const tables: Readonly<Record<string, Table>> = {
  items: {
    columns: {
      id: 'text',
      code: 'text',
      name: 'text',
      unit: 'text',
      tax_rate: 'integer',
      stocked: 'integer',
      lots: 'integer',
      returnable: 'integer',
      reorder_level: 'integer',
      max_per_order: 'integer',
      on_hand: 'integer',
      reserved: 'integer',
      status: 'text',
    },
    key: ['id'],
    unique: [{ columns: ['code'], refusal: 'code-used' }],
    // The shelf cannot promise what it does not have, whatever a decision believed.
    checks: [
      { sql: 'on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand', refusal: 'short-stock' },
    ],
  },
  item_prices: {
    columns: { item: 'text', from_at: 'integer', price: 'integer' },
    key: ['item', 'from_at'],
  },
}

const insertItem = `INSERT INTO {items} (id, code, name, unit, tax_rate, stocked, lots, returnable, reorder_level, max_per_order, on_hand, reserved, status)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'listed')`

const setPrice = `INSERT INTO {item_prices} (item, from_at, price) VALUES (?, ?, ?)
  ON CONFLICT (item, from_at) DO UPDATE SET price = excluded.price`

const setStatus = 'UPDATE {items} SET status = ? WHERE id = ?'
const setReorderLevel = 'UPDATE {items} SET reorder_level = ? WHERE id = ?'
const addReserved = 'UPDATE {items} SET reserved = reserved + ? WHERE id = ?'
const addOnHand = 'UPDATE {items} SET on_hand = on_hand + ? WHERE id = ?'
const handOut = 'UPDATE {items} SET on_hand = on_hand - ?, reserved = reserved - ? WHERE id = ?'

/** The catalogue and its shelf. A guard: a code is used once, and no more is reserved than is there. */
export const itemsProjection = projection({
  name: 'items',
  version: 2,
  mode: 'guard',
  types: [
    'ItemAdded',
    'PriceChanged',
    'ItemWithdrawn',
    'ItemRestored',
    'ReorderLevelSet',
    'StockReceived',
    'StockReserved',
    'StockReleased',
    'StockHandedOut',
    'StockReturned',
    'StockCounted',
    'StockWrittenOff',
  ],
  tables,
  apply(envelope): readonly Write[] {
    const event = envelope as Envelope & ItemEvents
    const id = idOf(event.stream)
    switch (event.type) {
      case 'ItemAdded':
        return [insertRow(id, event.data), write(setPrice, id, event.at, event.data.price)]
      case 'PriceChanged':
        return [write(setPrice, id, event.data.from, event.data.price)]
      case 'ItemWithdrawn':
        return [write(setStatus, 'withdrawn', id)]
      case 'ItemRestored':
        return [write(setStatus, 'listed', id)]
      case 'ReorderLevelSet':
        return [write(setReorderLevel, event.data.level, id)]
      case 'StockReserved':
        return [write(addReserved, event.data.quantity, id)]
      case 'StockReleased':
        return [write(addReserved, -event.data.quantity, id)]
      case 'StockHandedOut':
        return [write(handOut, event.data.quantity, event.data.quantity, id)]
      case 'StockReceived':
      case 'StockReturned':
        return [write(addOnHand, event.data.quantity, id)]
      case 'StockWrittenOff':
        return [write(addOnHand, -event.data.quantity, id)]
      case 'StockCounted':
        return [write(addOnHand, event.data.counted - event.data.expected, id)]
      default:
        // What is picked or recalled lies on the shelf as before.
        return []
    }
  },
})

function insertRow(id: string, data: Extract<ItemEvents, { type: 'ItemAdded' }>['data']): Write {
  return write(
    insertItem,
    id,
    data.code,
    data.name,
    data.unit,
    data.taxRate,
    Number(data.stocked),
    Number(data.lots),
    Number(data.returnable),
    data.reorderLevel,
    data.maxPerOrder,
  )
}
