import type { ItemEvents } from './events.ts'

type Added = Extract<ItemEvents, { type: 'ItemAdded' }>

/** Tape as it stands in the catalogue: a thing of the shelf, without lots. For tests. */
export const tapeAdded: Added = {
  type: 'ItemAdded',
  data: {
    code: 'TAPE-5',
    name: 'Tape, 5 m',
    unit: 'roll',
    price: 995,
    taxRate: 20,
    stocked: true,
    reorderLevel: 8,
    lots: false,
    returnable: true,
    maxPerOrder: 20,
  },
}

/** A delivery of tape. For tests. */
export function tapeReceived(quantity: number): Extract<ItemEvents, { type: 'StockReceived' }> {
  return {
    type: 'StockReceived',
    data: { quantity, lot: '', expires: null, supplierReference: '' },
  }
}
