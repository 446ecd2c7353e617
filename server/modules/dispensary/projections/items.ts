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
  item_lots: {
    columns: { item: 'text', lot: 'text', expires: 'text?', quantity: 'integer' },
    key: ['item', 'lot'],
  },
}

const insertItem = `INSERT INTO {items} (id, code, name, unit, tax_rate, stocked, lots, returnable, reorder_level, max_per_order, on_hand, reserved, status)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'listed')`

const setPrice = `INSERT INTO {item_prices} (item, from_at, price) VALUES (?, ?, ?)
  ON CONFLICT (item, from_at) DO UPDATE SET price = excluded.price`

const addToLot = `INSERT INTO {item_lots} (item, lot, expires, quantity) VALUES (?, ?, ?, ?)
  ON CONFLICT (item, lot) DO UPDATE SET quantity = {item_lots}.quantity + excluded.quantity, expires = excluded.expires`

const setStatus = 'UPDATE {items} SET status = ? WHERE id = ?'
const addReserved = 'UPDATE {items} SET reserved = reserved + ? WHERE id = ?'
const addOnHand = 'UPDATE {items} SET on_hand = on_hand + ? WHERE id = ?'

/** The catalogue and its shelf. A guard: a code is used once, and no more is reserved than is there. */
export const itemsProjection = projection({
  name: 'items',
  version: 1,
  mode: 'guard',
  types: [
    'ItemAdded',
    'PriceChanged',
    'ItemWithdrawn',
    'ItemRestored',
    'StockReceived',
    'StockReserved',
    'StockReleased',
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
      case 'StockReceived': {
        const { quantity, lot, expires } = event.data
        const shelf = write(addOnHand, quantity, id)
        return lot ? [shelf, write(addToLot, id, lot, expires, quantity)] : [shelf]
      }
      case 'StockReserved':
        return [write(addReserved, event.data.quantity, id)]
      case 'StockReleased':
        return [write(addReserved, -event.data.quantity, id)]
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
