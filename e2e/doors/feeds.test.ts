// The events of things are read in the feed of their class as they are at the thing's own address.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Clinic, openClinic } from '../serve.ts'
import { type Machine, pick, takeSeat } from './machine.ts'

type Told = {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly words: string
}

let clinic: Clinic
let nora: Machine

before(async () => {
  clinic = await openClinic()
  nora = await takeSeat(clinic.url, 'nora')
})
after(() => clinic.stop())

const eventsIn = (body: unknown) => pick(body, '_embedded', 'events') as readonly Told[]

/** Follows a list of events by `next` until it is empty or ends. */
async function allOf(path: string): Promise<readonly Told[]> {
  const found: Told[] = []
  for (let next: unknown = path; typeof next === 'string'; ) {
    const { status, body } = await nora.ask(next)
    assert.equal(status, 200, next)
    const events = eventsIn(body)
    found.push(...events)
    next = events.length > 0 ? pick(body, '_links', 'next', 'href') : undefined
  }
  return found
}

async function feeds(): Promise<readonly string[]> {
  const { body } = await nora.ask('/')
  return (pick(body, '_links', 'events') as { href: string }[]).map(({ href }) => href)
}

test('a feed read page after page tells every event of its class once, in order', async () => {
  for (const feed of await feeds()) {
    const events = await allOf(`${feed}?after=0`)
    const positions = events.map(({ position }) => position)
    assert.deepEqual(
      positions,
      [...new Set(positions)].sort((a, b) => a - b),
      feed,
    )
    const streams = Map.groupBy(events, ({ stream }) => stream)
    for (const [stream, own] of streams) {
      const expected = own.map((_, index) => index + 1)
      assert.deepEqual(
        own.map(({ version }) => version),
        expected,
        stream,
      )
    }
  }
})

test('the end of a feed is a place to come back to', async () => {
  const feed = (await feeds()).find((one) => one.endsWith('/wallets')) ?? ''
  const last = (await allOf(feed)).at(-1)
  const end = `${feed}?after=${last?.position}`
  assert.deepEqual(eventsIn((await nora.ask(end)).body), [])
  const { body } = await nora.ask(`${feed}?after=${(last?.position ?? 0) - 1}`)
  const wallet = String(pick(eventsIn(body)[0], '_links', 'thing', 'href'))
  const sent = await nora.send(
    wallet,
    { intent: 'top-up-wallet', amount: '1', method: 'cash' },
    { prefer: 'wait=5' },
  )
  assert.equal(pick(sent.body, 'state'), 'succeeded')
  const fresh = eventsIn((await nora.ask(end)).body)
  assert.deepEqual(
    fresh.map(({ type }) => type),
    ['TopUpRecorded'],
  )
})

test('a feed tells of a thing what its own stream tells', async () => {
  const streams = new Map<string, readonly Told[]>()
  for (const feed of await feeds()) {
    const byStream = Map.groupBy(await allOf(feed), (event) =>
      String(pick(event, '_links', 'stream', 'href')),
    )
    for (const [href, events] of [...byStream].slice(0, 12)) streams.set(href, events)
  }
  assert.ok(streams.size > 40)
  for (const [href, events] of streams) {
    assert.deepEqual(await allOf(href), events, href)
  }
})

test('each event has an address at which it is explained', async () => {
  const events = await allOf((await feeds()).find((one) => one.endsWith('/orders')) ?? '')
  for (const event of events.slice(0, 10)) {
    const href = String(pick(event, '_links', 'self', 'href'))
    const page = await nora.ask(href, { accept: 'text/html' })
    assert.equal(page.status, 200, href)
    assert.ok(page.text.includes('/commands/'), href)
  }
})
