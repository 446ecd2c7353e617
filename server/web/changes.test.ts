import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
let number = 7_000
const stopping = new AbortController()
before(async () => {
  world = await openDesk({ stopping: stopping.signal })
  const kofi = { id: ids.kofi, role: 'dispenser', onBehalfOf: null }
  const tape = { quantity: 20, lot: '', expiry: null, note: '' }
  await world.command('receive-stock', itemStream(ids.tape), tape, kofi, storyId(6_001))
  const sam = { id: ids.sam, role: 'receptionist', onBehalfOf: null }
  const money = { amount: 10_000, method: 'cash', reference: '', second: false }
  await world.command('top-up-wallet', walletStream(ids.maria), money, sam, storyId(6_002))
})
after(() => world.close())

/** An order that went through, and waits for a dispenser. */
async function order(): Promise<void> {
  number += 1
  const lines = [{ item: ids.tape, quantity: 1 }]
  const data = { patient: ids.maria, lines, total: 995, note: '' }
  const actor = { id: ids.sam, role: 'receptionist', onBehalfOf: null }
  await world.store.submit({
    id: storyId(number),
    intent: 'place-order',
    target: orderStream(storyId(number)),
    actor,
    data,
  })
  await world.store.command(storyId(number), 5_000)
}

/** Listens at the bench as a browser does. */
async function listen(after: number, seat: string, headers: Record<string, string> = {}) {
  const control = new AbortController()
  const response = await fetch(`${world.url}/queue/changes?after=${after}`, {
    headers: { accept: 'text/event-stream', cookie: `fd=${seat}`, ...headers },
    signal: control.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  return {
    response,
    status: response.status,
    async next(pattern: RegExp) {
      while (!pattern.test(heard)) {
        const piece = await reader?.read()
        if (!piece || piece.done) throw new Error(`The line ended after "${heard}"`)
        heard += piece.value
      }
      const said = heard
      heard = ''
      return said
    },
    async rest() {
      let piece = await reader?.read()
      while (piece && !piece.done) piece = await reader?.read()
      return heard
    },
    hangUp: () => control.abort(),
  }
}

const told = (said: string) => JSON.parse(/^data: (.*)$/m.exec(said)?.[1] ?? '{}')

test('a bench that is open hears of an order as it comes in', async () => {
  const line = await listen(await world.store.head(), 'kofi.open')
  equal(line.status, 200)
  match(line.response.headers.get('content-type') ?? '', /^text\/event-stream/)
  equal(line.response.headers.get('cache-control'), 'no-store')
  await line.next(/^retry: \d+$/m)
  await order()
  const said = await line.next(/^data: .*\n\n/m)
  match(said, /^event: changes$/m)
  match(said, /^id: \d+$/m)
  equal(told(said).words, '1 new order')
  await order()
  equal(told(await line.next(/^data: .*\n\n/m)).words, '2 new orders')
  line.hangUp()
})

test('what came between the page and the line is told at once', async () => {
  const head = await world.store.head()
  await order()
  const line = await listen(head, 'kofi.between')
  equal(told(await line.next(/^data: .*\n\n/m)).news, 1)
  line.hangUp()
})

test('a browser that lost the line is not told the same again', async () => {
  const head = await world.store.head()
  await order()
  const before = await world.store.head()
  const line = await listen(head, 'kofi.lost', { 'last-event-id': String(before) })
  await order()
  equal(told(await line.next(/^data: .*\n\n/m)).news, 2)
  line.hangUp()
})

test('whoever cannot listen asks now and then, and hears the same', async () => {
  const head = await world.store.head()
  const ask = async () => {
    const accept = { headers: { accept: 'application/json' } }
    const answer = await world.machine(`/queue/changes?after=${head}`, 'kofi', accept)
    return answer.json()
  }
  deepEqual(await ask(), { after: head, news: 0, words: '' })
  await order()
  const told = await ask()
  deepEqual([pick(told, 'news'), pick(told, 'words')], [1, '1 new order'])
})

test('the page says from which moment on it is told, and machines find the way', async () => {
  const { html } = await world.page('/queue', 'kofi')
  match(html, /data-changes="\/queue\/changes"/)
  equal(/data-after="(\d+)"/.exec(html)?.[1], String(await world.store.head()))
  const body = await (await world.machine('/queue', 'kofi')).json()
  match(String(pick(body, '_links', 'changes', 'href')), /^\/queue\/changes\?after=\d+$/)
})

test('somebody who reads pages is led from the address to the page', async () => {
  const answer = await world.fetch('/queue/changes', { headers: { accept: 'text/html' } })
  equal(answer.status, 303)
  equal(answer.headers.get('location'), '/queue')
})

test('what changes on the bench is told to those who may see it, and of nothing else', async () => {
  equal((await listen(0, 'aisha.listens')).status, 403)
  const elsewhere = await world.fetch('/orders', { headers: { accept: 'text/event-stream' } })
  equal(elsewhere.status, 406)
})

test('one browser listens six times at most, and may again when it has hung up', async () => {
  const lines = []
  for (let one = 0; one < 6; one += 1) lines.push(await listen(0, 'kofi.many'))
  ok(lines.every(({ status }) => status === 200))
  const more = await listen(0, 'kofi.many')
  equal(more.status, 429)
  equal(more.response.headers.get('retry-after'), '30')
  equal((await listen(0, 'kofi.other')).status, 200)
  for (const line of lines) line.hangUp()
  let again = await listen(0, 'kofi.many')
  // The server hears of a line that was cut when the system tells it.
  while (again.status === 429) again = await listen(0, 'kofi.many')
  equal(again.status, 200)
})

test('all lines end when the server stops, and none is begun', async () => {
  const line = await listen(await world.store.head(), 'nora.stops')
  await line.next(/^retry/m)
  stopping.abort()
  equal(await line.rest(), '')
  equal((await listen(0, 'nora.late')).status, 429)
})
