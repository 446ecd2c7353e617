import type { Table } from '#kernel/projection.ts'

/** The tables of the shelf by lots and orders. */
export const shelfTables: Readonly<Record<string, Table>> = {
  // Which items come in lots; what does not stands under the empty one, whatever was typed as its lot.
  item_lotted: { columns: { item: 'text', lotted: 'integer' }, key: ['item'] },
  item_lots: {
    columns: {
      item: 'text',
      lot: 'text',
      expires: 'text?',
      on_hand: 'integer',
      picked: 'integer',
      recalled: 'integer',
    },
    key: ['item', 'lot'],
    // From picking on a lot cannot give what it does not have, whatever a decision believed.
    checks: [{ sql: 'on_hand >= 0 AND picked >= 0 AND picked <= on_hand', refusal: 'lot-short' }],
  },
  item_reservations: {
    columns: { item: 'text', order_id: 'text', quantity: 'integer', position: 'integer' },
    key: ['item', 'order_id'],
    checks: [{ sql: 'quantity >= 0', refusal: 'not-reserved' }],
  },
  item_picks: {
    columns: { item: 'text', order_id: 'text', lot: 'text', quantity: 'integer' },
    key: ['item', 'order_id', 'lot'],
  },
  item_handed_out: {
    columns: {
      item: 'text',
      order_id: 'text',
      lot: 'text',
      quantity: 'integer',
      returned: 'integer',
      position: 'integer',
      at: 'integer',
    },
    key: ['item', 'order_id', 'lot'],
    indexes: [['item', 'lot', 'position']],
    checks: [{ sql: 'returned >= 0 AND returned <= quantity', refusal: 'over' }],
  },
  // What came onto the shelf and what left it, by lot; `change` is below 0 where it left.
  item_movements: {
    columns: {
      item: 'text',
      position: 'integer',
      lot: 'text',
      at: 'integer',
      type: 'text',
      change: 'integer',
      order_id: 'text?',
      reason: 'text',
    },
    key: ['item', 'position', 'lot'],
    indexes: [['item', 'at']],
  },
}
