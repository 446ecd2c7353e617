import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { LotPick } from '../events/fulfilment-events.ts'
import type { ItemEvents } from '../events.ts'
import { shelfTables } from './shelf-tables.ts'

const add = 'INSERT INTO {item_lotted} (item, lotted) VALUES (?, ?)'
const receive = `INSERT INTO {item_lots} (item, lot, expires, on_hand, picked, recalled)
  SELECT item, CASE lotted WHEN 1 THEN ? ELSE '' END, CASE lotted WHEN 1 THEN ? END, ?, 0, 0
    FROM {item_lotted} WHERE item = ?
  ON CONFLICT (item, lot) DO UPDATE SET on_hand = {item_lots}.on_hand + excluded.on_hand, expires = excluded.expires`
const addToLot = `INSERT INTO {item_lots} (item, lot, expires, on_hand, picked, recalled) VALUES (?, ?, NULL, ?, 0, 0)
  ON CONFLICT (item, lot) DO UPDATE SET on_hand = {item_lots}.on_hand + excluded.on_hand`
const takeFromLot = 'UPDATE {item_lots} SET on_hand = on_hand - ? WHERE item = ? AND lot = ?'
const recall = 'UPDATE {item_lots} SET recalled = 1 WHERE item = ? AND lot = ?'
const reserve = `INSERT INTO {item_reservations} (item, order_id, quantity, position) VALUES (?, ?, ?, ?)
  ON CONFLICT (item, order_id) DO UPDATE SET quantity = {item_reservations}.quantity + excluded.quantity`
const unreserve =
  'UPDATE {item_reservations} SET quantity = quantity - ? WHERE item = ? AND order_id = ?'
const dropReservation =
  'DELETE FROM {item_reservations} WHERE item = ? AND order_id = ? AND quantity = 0'
const unpickLots = `UPDATE {item_lots} SET picked = picked - (SELECT p.quantity FROM {item_picks} p
    WHERE p.item = {item_lots}.item AND p.order_id = ? AND p.lot = {item_lots}.lot)
  WHERE item = ? AND lot IN (SELECT lot FROM {item_picks} WHERE item = ? AND order_id = ?)`
const unpick = 'DELETE FROM {item_picks} WHERE item = ? AND order_id = ?'
const pick = 'INSERT INTO {item_picks} (item, order_id, lot, quantity) VALUES (?, ?, ?, ?)'
const pickFromLot = 'UPDATE {item_lots} SET picked = picked + ? WHERE item = ? AND lot = ?'
const handOut = `INSERT INTO {item_handed_out} (item, order_id, lot, quantity, returned, position, at) VALUES (?, ?, ?, ?, 0, ?, ?)
  ON CONFLICT (item, order_id, lot) DO UPDATE SET quantity = {item_handed_out}.quantity + excluded.quantity`
const takeBack =
  'UPDATE {item_handed_out} SET returned = returned + ? WHERE item = ? AND order_id = ? AND lot = ?'
const move = `INSERT INTO {item_movements} (item, position, lot, at, type, change, order_id, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

/** The shelf by lots and orders. A guard: of a lot no more is picked or handed out than is there. */
export const shelfProjection = projection({
  name: 'shelf',
  version: 1,
  mode: 'guard',
  types: [
    'ItemAdded',
    'StockReceived',
    'StockReserved',
    'StockReleased',
    'StockPicked',
    'StockHandedOut',
    'StockReturned',
    'StockCounted',
    'StockWrittenOff',
    'LotRecalled',
  ],
  tables: shelfTables,
  apply(envelope): readonly Write[] {
    const event = envelope as Envelope & ItemEvents
    const item = idOf(event.stream)
    switch (event.type) {
      case 'ItemAdded':
        return [write(add, item, Number(event.data.lots))]
      case 'StockReceived': {
        const { lot, expires, quantity, supplierReference } = event.data
        const remark = { lot, change: quantity, reason: supplierReference }
        return [write(receive, lot, expires, quantity, item), moved(event, remark)]
      }
      case 'StockReserved': {
        const { order, quantity } = event.data
        return [write(reserve, item, order, quantity, event.position)]
      }
      case 'StockReleased':
        return released(item, event.data.order, event.data.quantity)
      case 'StockPicked':
        return [...emptied(item, event.data.order), ...bagged(item, event.data)]
      case 'StockHandedOut':
        return handedOut(event, item, event.data)
      case 'StockReturned': {
        const { order, lot, quantity } = event.data
        const back = write(takeBack, quantity, item, order, lot)
        const put = write(addToLot, item, lot, quantity)
        return [back, put, moved(event, { lot, change: quantity, order })]
      }
      case 'StockCounted': {
        const { lot, counted, expected, reason } = event.data
        const change = counted - expected
        // What is put in anew is looked at before it is added to what is there, so less is taken from it.
        const put =
          change < 0 ? write(takeFromLot, -change, item, lot) : write(addToLot, item, lot, change)
        return [put, moved(event, { lot, change, reason })]
      }
      case 'StockWrittenOff': {
        const { lot, quantity, reason } = event.data
        return [
          write(takeFromLot, quantity, item, lot),
          moved(event, { lot, change: -quantity, reason }),
        ]
      }
      case 'LotRecalled': {
        const { lot, reason } = event.data
        return [write(recall, item, lot), moved(event, { lot, change: 0, reason })]
      }
      default:
        return []
    }
  },
})

function released(item: string, order: string, quantity: number): readonly Write[] {
  return [write(unreserve, quantity, item, order), write(dropReservation, item, order)]
}

/** Takes everything out of an order's bag. */
function emptied(item: string, order: string): readonly Write[] {
  return [write(unpickLots, order, item, item, order), write(unpick, item, order)]
}

function bagged(
  item: string,
  { order, lots }: { readonly order: string; readonly lots: readonly LotPick[] },
): readonly Write[] {
  return lots.flatMap(({ lot, quantity }) => [
    write(pick, item, order, lot, quantity),
    write(pickFromLot, quantity, item, lot),
  ])
}

function handedOut(
  event: Envelope,
  item: string,
  data: { readonly order: string; readonly quantity: number; readonly lots: readonly LotPick[] },
): readonly Write[] {
  const { order, quantity, lots } = data
  return [
    ...emptied(item, order),
    ...released(item, order, quantity),
    ...lots.flatMap((one) => [
      write(takeFromLot, one.quantity, item, one.lot),
      write(handOut, item, order, one.lot, one.quantity, event.position, event.at),
      moved(event, { lot: one.lot, change: -one.quantity, order }),
    ]),
  ]
}

function moved(
  { stream, position, at, type }: Envelope,
  movement: {
    readonly lot: string
    readonly change: number
    readonly order?: string
    readonly reason?: string
  },
): Write {
  const { lot, change, order = null, reason = '' } = movement
  return write(move, idOf(stream), position, lot, at, type, change, order, reason)
}
