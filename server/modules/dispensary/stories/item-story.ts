import type { LotPick } from '../events/fulfilment-events.ts'
import type { ItemEvents } from '../events.ts'

type Told<Type extends ItemEvents['type']> = Extract<ItemEvents, { type: Type }>

/** Tape as it stands in the catalogue: a thing of the shelf, without lots. For tests. */
export const tapeAdded: Told<'ItemAdded'> = {
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

/** Saline, which comes in lots. For tests. */
export const salineAdded: Told<'ItemAdded'> = {
  type: 'ItemAdded',
  data: { ...tapeAdded.data, code: 'SAL-20', name: 'Saline', unit: '20 pods', lots: true },
}

/** A delivery of tape. For tests. */
export function tapeReceived(quantity: number): Told<'StockReceived'> {
  return {
    type: 'StockReceived',
    data: { quantity, lot: '', expires: null, supplierReference: '' },
  }
}

/** A delivery of a lot, good until a day. For tests. */
export function lotReceived(lot: string, quantity: number, expires: string): Told<'StockReceived'> {
  return { type: 'StockReceived', data: { quantity, lot, expires, supplierReference: '' } }
}

/** Pieces promised to an order. For tests. */
export function reservedFor(order: string, quantity: number): Told<'StockReserved'> {
  return { type: 'StockReserved', data: { order, quantity } }
}

/** What lies in an order’s bag. For tests. */
export function pickedFor(order: string, ...lots: readonly LotPick[]): Told<'StockPicked'> {
  return { type: 'StockPicked', data: { order, lots } }
}
