import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { row } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import { ids, openDesk } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'
import { itemStream, orderStream } from '../published.ts'

const kofi = { id: ids.kofi, role: 'dispenser', onBehalfOf: null }
const maria = { id: ids.maria, role: 'patient', onBehalfOf: null }

function shelfOf({ store }: World) {
  return store.query(
    row<{ on_hand: number; in_lots: number; reserved: number }>(
      `SELECT i.on_hand, i.reserved, (SELECT SUM(l.on_hand) FROM {item_lots} l WHERE l.item = i.id) AS in_lots
        FROM {items} i WHERE i.id = ?`,
      ids.tape,
    ),
  )
}

test('a count below what is promised is kept by every table of the shelf, and the promise gives way', async () => {
  const world = await openDesk()
  const lines = [{ item: ids.tape, quantity: 2 }]
  const placing = { patient: ids.maria, lines, total: 1990, note: '' }
  await world.command('place-order', orderStream(storyId(881)), placing, maria, storyId(881))
  const count = { lot: '', counted: 1, reason: 'Somebody took them', openCase: true }
  await world.command('count-stock', itemStream(ids.tape), count, kofi, storyId(882))
  deepStrictEqual({ ...(await shelfOf(world)) }, { on_hand: 1, reserved: 1, in_lots: 1 })
  await world.close()
})
