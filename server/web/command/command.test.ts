import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenOf, ids, openDesk, pick } from '../../testing/desk.ts'
import type { World } from '../../testing/world.ts'

let world: World
let broken = ''
let placed = ''
let begun = 0

before(async () => {
  world = await openDesk({
    fault: ({ intent }) => (intent === broken ? 'the shelf does not answer' : undefined),
  })
  begun = world.clock.at
})
after(() => world.close())
beforeEach(() => {
  broken = ''
})

const passed = (ms: number) => {
  world.clock.at = begun + ms
}

async function order(patient: string, quantity: string, seat = 'sam'): Promise<string> {
  const { html } = await world.page(`/orders/place-order?patient=${patient}`, seat)
  const fields = {
    ...hiddenOf(html, 'place-order'),
    patient,
    'item-1': ids.tape,
    'quantity-1': quantity,
    total: (9.95 * Number(quantity)).toFixed(2),
    note: 'Left hand',
  }
  return (await world.send('/orders', fields, seat)).headers.get('location') ?? ''
}

test('what is under way shows its steps, and looks again by itself', async () => {
  broken = 'reserve-stock'
  placed = await order(ids.maria, '1')
  const { html, headers } = await world.page(placed, 'sam')
  equal(headers.get('retry-after'), '1')
  match(html, /data-state="in-progress"/)
  match(html, /<h1[^>]*>Placing the order…<\/h1>/)
  match(html, /Asked by Sam Pell for Maria Santos at 09:52/)
  match(html, /Done: <\/span><b>£9\.95 held in the wallet/)
  match(html, /Under way: /)
  match(html, /hx-trigger="every 1s"/)
  match(html, /<noscript><meta http-equiv="refresh" content="2"><\/noscript>/)
})

test('the poller gets nothing while there is nothing new, and words once a stage', async () => {
  const seen = async (html: string) => /\?seen=([^"]+)"/.exec(html)?.[1] ?? ''
  const { html } = await world.page(placed, 'sam')
  const poll = async (mark: string) =>
    world.fetch(`${placed}?seen=${mark}`, {
      headers: { accept: 'text/html', cookie: 'fd=sam', 'hx-request': 'true' },
    })
  const mark = await seen(html)
  equal((await poll(mark)).status, 204)
  passed(4_000)
  const working = await (await poll(mark)).text()
  match(working, /^<div id="command"/)
  match(working, /<hx-partial hx-target="#announcer"[^>]*>Still working</)
  passed(20_000)
  const slow = await (await poll(await seen(working))).text()
  match(slow, /This takes longer than usual\. You can leave this page\./)
  match(slow, /hx-trigger="every 3s"/)
})

test('after two minutes it waits to be asked, and says what to do', async () => {
  passed(90_000)
  const late = await world.page(placed, 'sam')
  match(late.html, /Not ordered yet\. Please don’t send it again\./)
  match(late.html, /01632 960 140/)
  match(late.html, /content="20"/)
  passed(150_000)
  const over = await world.page(placed, 'sam')
  ok(!over.html.includes('hx-trigger'))
  ok(!over.html.includes('http-equiv="refresh"'))
  match(over.html, /Check again/)
})

test('once it is settled, the page stands still and says what can be done', async () => {
  world.store.settleAll()
  const { html, headers } = await world.page(placed, 'sam')
  match(html, /data-state="succeeded"/)
  match(html, /Maria’s order is confirmed/)
  equal(headers.get('retry-after'), null)
  ok(!html.includes('hx-trigger="every'))
  match(html, /rel="cancel-order"/)
})

test('a command is its sender’s, the patient’s and the desk’s, and nobody else’s', async () => {
  const seen = await Promise.all(
    ['sam', 'maria', 'nora', 'aisha'].map(async (seat) => (await world.page(placed, seat)).status),
  )
  deepEqual(seen, [200, 200, 200, 404])
  equal((await world.page('/commands/01900000-0000-7000-8000-00000000dead', 'sam')).status, 404)
  equal((await world.page('/commands/nonsense', 'sam')).status, 404)
})

test('a refusal says what did not happen and why, with the form that mends it', async () => {
  const place = await order(ids.aisha, '3')
  const { html } = await world.page(place, 'sam')
  match(html, /data-state="rejected"/)
  match(html, /<h1 id="result"[^>]*>Not ordered: £13\.55 short<\/h1>/)
  match(html, /<form name="top-up-and-reorder"/)
  const body = await (await world.machine(place, 'sam')).json()
  deepEqual([pick(body, 'state'), pick(body, 'code')], ['rejected', 'short-money'])
  equal(pick(body, 'facts', 'gap', 'text'), '£13.55')
})

test('a refusal that asks, asks in the same form with the answers kept', async () => {
  const wallet = `/wallets/${ids.maria}`
  const pay = async (more: Readonly<Record<string, string>> = {}) => {
    const { html } = await world.page(`${wallet}/top-up-wallet`, 'sam')
    const fields = {
      ...hiddenOf(html, 'top-up-wallet'),
      amount: '7',
      method: 'card',
      reference: 'SLIP 4711',
      ...more,
    }
    return (await world.send(wallet, fields, 'sam')).headers.get('location') ?? ''
  }
  await pay()
  const { html } = await world.page(await pay(), 'sam')
  match(html, /data-state="rejected"/)
  match(html, /value="SLIP 4711"/)
  match(html, /name="second"/)
  const again = hiddenOf(html, 'top-up-wallet')
  const fields = { ...again, amount: '7', method: 'card', reference: 'SLIP 4711', second: 'yes' }
  const done = await world.send(wallet, fields, 'sam')
  match(
    (await world.page(done.headers.get('location') ?? '', 'sam')).html,
    /data-state="succeeded"/,
  )
})

test('the form of a refused command opens with its answers and a new command id', async () => {
  const place = await order(ids.aisha, '4', 'aisha')
  const id = place.split('/').at(-1) ?? ''
  const { html } = await world.page(`/orders/place-order?from=${id}`, 'aisha')
  match(html, />Left hand</)
  ok(hiddenOf(html, 'place-order')['command-id'] !== id)
  const foreign = await world.page(`/orders/place-order?from=${id}`, 'maria')
  ok(!foreign.html.includes('Left hand'))
})

test('what went wrong on our side says so, and that nothing was changed', async () => {
  broken = 'top-up-wallet'
  const { html } = await world.page(`/wallets/${ids.aisha}/top-up-wallet`, 'sam')
  const sent = await world.send(
    `/wallets/${ids.aisha}`,
    { ...hiddenOf(html, 'top-up-wallet'), amount: '5', method: 'cash' },
    'sam',
  )
  const page = await world.page(sent.headers.get('location') ?? '', 'sam')
  match(page.html, /data-state="failed"/)
  match(page.html, /Something went wrong on our side/)
  match(page.html, /Not topped up\. Nothing was changed\./)
  match(page.html, /rel="top-up-wallet" href="[^"]+\?from=[^"]+">\s*<span><b>Try again/)
  ok(!page.html.includes('the shelf does not answer'))
})

test('what is stuck says so, and leads the desk to its case', async () => {
  broken = 'reserve-stock'
  const place = await order(ids.maria, '1')
  // Longer than any wait between two tries.
  for (let hours = 1; hours <= 6; hours += 1) {
    passed(hours * 3_600_000)
    world.store.settleAll()
  }
  const { html } = await world.page(place, 'sam')
  match(html, /This is stuck, and somebody at the help desk looks at it\./)
  match(html, /rel="case" href="\/cases\//)
  const hers = await world.page(place, 'maria')
  const hersToRead = /rel="case" href="([^"]+)"/.exec(hers.html)?.[1] ?? ''
  const told = await world.page(hersToRead, 'maria')
  equal(told.status, 200)
  ok(!told.html.includes('the shelf does not answer'))
})
