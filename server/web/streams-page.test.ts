import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
before(async () => {
  world = await openDesk()
})
after(() => world.close())

type Told = {
  readonly version: number
  readonly type: string
  readonly words: string
  readonly position: number
}

const eventsIn = (body: unknown) => pick(body, '_embedded', 'events') as readonly Told[]

test('the stream of a wallet is a page for its owner and the desk', async () => {
  const { html } = await world.page(`/wallets/${ids.aisha}/events`, 'aisha')
  match(html, /Monday 23 November/)
  match(html, /£16\.30/)
  equal((await world.page(`/wallets/${ids.aisha}/events`, 'maria')).status, 404)
})

test('an entry tells why it is there: who asked, and by which command', async () => {
  const { html } = await world.page(`/wallets/${ids.aisha}/events?event=2`, 'sam')
  match(html, /<h2>Why<\/h2>/)
  match(html, /rel="command" href="\/commands\//)
  match(html, /&quot;amount&quot;: 1630/)
})

test('machines read a stream by version and page on', async () => {
  const first = await (await world.machine(`/wallets/${ids.aisha}/events`, 'sam')).json()
  deepEqual(
    eventsIn(first).map(({ version }) => version),
    [1, 2],
  )
  equal(pick(first, '_links', 'next'), undefined)
  const rest = await (await world.machine(`/wallets/${ids.aisha}/events?after=1`, 'sam')).json()
  deepEqual(
    eventsIn(rest).map(({ type }) => type),
    ['TopUpRecorded'],
  )
  equal(pick(rest, '_links', 'prev', 'href'), `/wallets/${ids.aisha}/events?after=0`)
})

test('a class of things has a feed by position, for those who see all of them', async () => {
  const feed = await (await world.machine('/events/wallets', 'sam')).json()
  const events = eventsIn(feed)
  ok(events.length >= 4)
  const last = events.at(-1)?.position ?? 0
  equal(pick(feed, '_links', 'next', 'href'), `/events/wallets?after=${last}`)
  const later = await (await world.machine(`/events/wallets?after=${last}`, 'sam')).json()
  deepEqual(eventsIn(later), [])
  equal((await world.page('/events/wallets', 'aisha')).status, 403)
  equal((await world.page('/events/unicorns', 'sam')).status, 404)
})
