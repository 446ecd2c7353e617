import { deepStrictEqual, doesNotMatch, match } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { ids, openDesk } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'
import { catalogueCount } from '../projections/item-queries.ts'
import { ordersOfTheDay, ordersToWorkOn } from '../projections/order-groups.ts'
import { itemStream, orderStream, ordersCountOf } from '../published.ts'

const sam: Actor = { id: ids.sam, role: 'receptionist', onBehalfOf: null }
const ordered = 53
const shelved = 60
let world: World

const bandage = (number: number) => ({
  code: `BANDAGE-${number}`,
  name: `Bandage ${String(number).padStart(2, '0')}`,
  unit: 'one',
  price: 100,
  taxRate: 20,
  stocked: true,
  reorderLevel: 0,
  lots: false,
  returnable: false,
  maxPerOrder: 99,
})

before(async () => {
  world = await openDesk()
  // Aisha's money does not reach for socks, so each of these is denied.
  const lines = [{ item: ids.socks, quantity: 1 }]
  const data = { patient: ids.aisha, lines, total: 1950, note: '' }
  for (let number = 0; number < ordered; number += 1) {
    const id = storyId(2_000 + number)
    const target = orderStream(id)
    await world.store.submit({ id, intent: 'place-order', target, actor: sam, data })
  }
  const kofi: Actor = { id: ids.kofi, role: 'dispenser', onBehalfOf: null }
  for (let number = 0; number < shelved; number += 1) {
    const id = storyId(3_000 + number)
    const target = itemStream(id)
    const data = bandage(number)
    await world.store.submit({ id, intent: 'add-catalogue-item', target, actor: kofi, data })
  }
})

after(() => world.close())

const numbersIn = (html: string) =>
  new Set([...html.matchAll(/id="order-(\d+)"|order (\d{4})</g)].map(([, id, also]) => id ?? also))

test('the first page shows the newest fifty of a group, says how many there are and leads to the others', async () => {
  const { html } = await world.page('/', 'sam')
  match(html, /53 orders today/)
  match(html, /<a class="small" href="\/orders\?state=denied">And 3 more<\/a>/)
  deepStrictEqual([numbersIn(html).has('1053'), numbersIn(html).has('1003')], [true, false])
})

test('the queue shows the oldest fifty of a group, and one group page by page', async () => {
  const { html } = await world.page('/queue', 'sam')
  match(html, /<a class="small" href="\/queue\?group=denied&amp;page=2">And 3 more<\/a>/)
  deepStrictEqual([numbersIn(html).has('1001'), numbersIn(html).has('1051')], [true, false])
  const rest = await world.page('/queue?group=denied&page=2', 'sam')
  deepStrictEqual([...numbersIn(rest.html)], ['1051', '1052', '1053'])
  match(rest.html, /rel="prev" href="\/queue\?group=denied"/)
  doesNotMatch(rest.html, /rel="next"/)
})

test('a long group is cut where it is read, and counted whole', async () => {
  const at = world.clock.at
  const newest = await world.store.query(ordersOfTheDay(0, at + 1, 2))
  deepStrictEqual(
    newest.map(({ number, group, count }) => [number, group, count]),
    [
      [1052, 'denied', ordered],
      [1053, 'denied', ordered],
    ],
  )
  const oldest = await world.store.query(ordersToWorkOn(0, { skip: 1, limit: 1 }))
  deepStrictEqual(
    oldest.map(({ number }) => number),
    [1002],
  )
})

test('a person’s own orders come a page at a time, and are counted whole', async () => {
  deepStrictEqual(await world.store.query(ordersCountOf(ids.aisha)), { all: ordered, open: 0 })
  const own = await world.page('/orders', 'aisha')
  match(own.html, /rel="next" href="\/orders\?before=1004"/)
  const others = await world.page(`/orders?patient=${ids.aisha}`, 'sam')
  match(others.html, new RegExp(`rel="next" href="/orders\\?patient=${ids.aisha}&amp;before=1004"`))
})

test('whoever is chosen already is in the list, however long it is', async () => {
  const { html } = await world.page(`/orders/place-order?patient=${ids.maria}`, 'sam')
  match(html, new RegExp(`<option value="${ids.maria}" selected`))
})

test('the catalogue comes fifty items at a time, and is counted whole', async () => {
  const all = await world.store.query(catalogueCount({ withdrawnToo: true, words: '' }))
  const bandages = (html: string) => new Set(html.match(/Bandage \d\d/g)).size
  for (const seat of ['kofi', 'aisha']) {
    const first = await world.page('/catalogue', seat)
    match(first.html, /rel="next" href="\/catalogue\?page=2"/)
    const rest = await world.page('/catalogue?page=2', seat)
    match(rest.html, /rel="prev" href="\/catalogue\?page=1"/)
    doesNotMatch(rest.html, /Bandage 01|rel="next"/)
    deepStrictEqual(bandages(first.html) + bandages(rest.html), shelved)
  }
  match((await world.page('/catalogue', 'kofi')).html, new RegExp(`${all} items`))
  match((await world.page('/catalogue?page=999', 'kofi')).html, /Bandage 59/)
})
