import type { Table } from '#kernel/projection.ts'

/** The tables of orders. Times in ms, sums in minor units. */
export const orderTables: Readonly<Record<string, Table>> = {
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
      confirmed_at: 'integer?',
      promised_at: 'integer?',
      claimed_by: 'text?',
      claimed_at: 'integer?',
      ready_at: 'integer?',
      shelf: 'text?',
      handed_over_at: 'integer?',
    },
    key: ['id'],
    indexes: [
      ['patient', 'placed_at'],
      ['state', 'placed_at'],
      ['state', 'promised_at'],
      ['placed_at'],
    ],
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
      // What of it was there when the order was ready, and why the rest was not.
      ready: 'integer?',
      short_reason: 'text?',
      // What of it came back since.
      returned: 'integer?',
    },
    key: ['order_id', 'line'],
    indexes: [['item']],
  },
  order_picks: {
    columns: { order_id: 'text', item: 'text', lot: 'text', quantity: 'integer' },
    key: ['order_id', 'item', 'lot'],
    indexes: [['item', 'lot']],
  },
  reorders: {
    columns: { order_id: 'text', reordered_as: 'text', at: 'integer' },
    key: ['order_id', 'reordered_as'],
  },
  remakes: {
    columns: { order_id: 'text', item: 'text', remade_as: 'text', at: 'integer' },
    key: ['order_id', 'item', 'remade_as'],
    indexes: [['remade_as']],
  },
}
