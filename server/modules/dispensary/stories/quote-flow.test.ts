import { deepStrictEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { booksHold, maria, moneyOf, openBench, outcomeOf } from '../../../testing/bench.ts'
import { ids } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'

const quote = storyId(821)

async function quoted(): Promise<World> {
  const world = await openBench()
  const data = { patient: ids.maria, lines: [{ item: ids.tape, quantity: 2 }] }
  const target = `quote-${quote}`
  await world.store.submit({ id: quote, intent: 'quote-basket', target, actor: maria, data })
  deepStrictEqual(await outcomeOf(world, quote), 'succeeded')
  return world
}

test('a quote says what it costs and until when, keeps nothing aside, and leads to the order', async () => {
  const world = await quoted()
  deepStrictEqual(await moneyOf(world), [5000, 0, 0])
  const { html } = await world.page(`/quotes/${quote}`, 'maria')
  match(html, /It costs £19\.90/)
  match(html, /Meant until 10:07.*no price is kept/)
  match(html, /place-order\?[^"]*quantity-1=2/)
  const done = await world.page(`/commands/${quote}`, 'maria')
  match(done.html, /Order it at this price/)
  await booksHold(world)
})

test('after a quarter of an hour a quote has ended, and what it costs now is told first', async () => {
  const world = await quoted()
  world.clock.at += 16 * 60_000
  const { html } = await world.page(`/quotes/${quote}`, 'maria')
  match(html, /This quote has ended/)
  match(html, /at today’s price/)
  await booksHold(world)
})

test('nobody sees another’s quote', async () => {
  const world = await quoted()
  deepStrictEqual((await world.page(`/quotes/${quote}`, 'aisha')).status, 404)
  deepStrictEqual((await world.page('/quotes', 'maria')).status, 200)
  await booksHold(world)
})
