import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenOf, ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
let broken = ''
before(async () => {
  world = await openDesk({
    fault: ({ intent }) => (intent === broken ? 'the shelf does not answer' : undefined),
  })
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

const placing = async (seat: string, patient: string): Promise<string> => {
  const { html } = await world.page(`/orders/place-order?patient=${patient}`, seat)
  const fields = {
    ...hiddenOf(html, 'place-order'),
    patient,
    'item-1': ids.tape,
    'quantity-1': '1',
    total: '9.95',
    note: 'Left hand',
  }
  return (await world.send('/orders', fields, seat)).headers.get('location') ?? ''
}

test('a command’s events are read by whoever may see its page, and by nobody else', async () => {
  const command = await placing('sam', ids.maria)
  const { html } = await world.page(command, 'maria')
  match(html, /rel="events" href="\/commands\/[^"]+\/events">What happened, step by step</)
  const page = await world.page(`${command}/events`, 'maria')
  match(page.html, /Asked for: place-order/)
  match(page.html, /CommandSucceeded/)
  const statuses = await Promise.all(
    ['sam', 'maria', 'nora', 'aisha'].map(
      async (seat) => (await world.page(`${command}/events`, seat)).status,
    ),
  )
  deepEqual(statuses, [200, 200, 200, 404])
  equal((await world.page('/commands/nonsense/events', 'sam')).status, 404)
  const body = await (await world.machine(`${command}/events`, 'sam')).json()
  const [received] = eventsIn(body)
  equal(pick(received, 'data', 'data', 'patient'), ids.maria)
  equal(pick(received, 'data', 'personal', 'note'), 'Left hand')
  equal(pick(body, '_links', 'thing', 'href'), command)
  equal(pick(received, '_links', 'self', 'href'), `${command}/events?event=1`)
})

test('a process’s events are at its page, by its name where an id is shared', async () => {
  const id = (await placing('sam', ids.maria)).split('/').at(-1) ?? ''
  const found = await (await world.machine(`/processes/${id}`, 'nora')).json()
  const events = String(pick(found, '_links', 'events', 'href'))
  equal(events, `/processes/${id}/events?name=order`)
  const body = await (await world.machine(events, 'nora')).json()
  equal(pick(body, 'stream'), `process.order-${id}`)
  equal(pick(eventsIn(body)[1], '_links', 'self', 'href'), `${events}&event=2`)
  match((await world.page(events, 'nora')).html, /Order for Maria Santos/)
  const rest = await (await world.machine(`/processes/${id}/events?after=1`, 'nora')).json()
  equal(pick(rest, '_links', 'prev', 'href'), `${events}&after=0`)
  equal((await world.page(events, 'maria')).status, 403)
  equal((await world.page(events, 'aisha')).status, 404)
  equal((await world.page(`/processes/${ids.sam}/events`, 'nora')).status, 404)
})

test('whoever works here has a page with what happened to them', async () => {
  const { html } = await world.page('/staff', 'nora')
  match(html, new RegExp(`rel="staff-member"[^>]*>Sam Pell<|href="/staff/${ids.sam}"`))
  const page = await world.page(`/staff/${ids.sam}`, 'nora')
  match(page.html, /<h1[^>]*>Sam Pell<\/h1>/)
  match(page.html, /Taken on by/)
  const events = await world.page(`/staff/${ids.sam}/events`, 'nora')
  match(events.html, /Sam Pell joined as receptionist/)
  equal((await world.page(`/staff/${ids.sam}/events`, 'aisha')).status, 404)
})

test('what broke on our side is told to staff, and not to the patient whose command it was', async () => {
  broken = 'place-order'
  const command = await placing('aisha', ids.aisha)
  broken = ''
  const hers = await world.page(`${command}/events?event=2`, 'aisha')
  match(hers.html, /CommandFailed/)
  match(hers.html, /something went wrong on our side/)
  ok(!hers.html.includes('the shelf does not answer'))
  const body = JSON.stringify(await (await world.machine(`${command}/events`, 'aisha')).json())
  ok(body.includes('Left hand'))
  ok(!body.includes('the shelf does not answer'))
  match((await world.page(`${command}/events`, 'sam')).html, /the shelf does not answer/)
})
