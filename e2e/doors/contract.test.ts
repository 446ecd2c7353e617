// What HTTP promises at the machines' door, asked with nothing but fetch.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Clinic, openClinic } from '../serve.ts'
import { type Answer, hal, type Machine, pick, read, takeSeat } from './machine.ts'

let clinic: Clinic
let sam: Machine
let maria: Machine
let wallet: string

before(async () => {
  clinic = await openClinic()
  sam = await takeSeat(clinic.url, 'sam')
  maria = await takeSeat(clinic.url, 'maria')
  wallet = link((await maria.ask('/')).body, 'wallet')
})
after(() => clinic.stop())

const link = (body: unknown, relation: string) => String(pick(body, '_links', relation, 'href'))
const head = async () => Number(pick((await sam.ask('/readyz')).body, 'head'))
const topUp = { intent: 'top-up-wallet', amount: '5', method: 'cash' }

function isProblem(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, answer.text)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(pick(answer.body, 'status'), status)
  assert.equal(pick(answer.body, 'code'), code)
  assert.equal(pick(answer.body, 'type'), `/problems/${code}`)
  for (const part of ['title', 'detail'])
    assert.ok(String(pick(answer.body, part) ?? '').length > 3)
  const links = Object.values(Object(pick(answer.body, '_links')))
  assert.ok(links.length > 0, 'a refusal leads somewhere')
}

test('a command is taken with an address, a time to look again and itself in the body', async () => {
  const taken = await sam.send(wallet, topUp)
  assert.equal(taken.status, 202)
  const place = taken.headers.get('location') ?? ''
  assert.equal(link(taken.body, 'self'), place)
  const shown = await sam.ask(place, { prefer: 'wait=5' })
  assert.equal(shown.status, 200)
  assert.equal(shown.headers.get('cache-control'), 'no-store')
  assert.equal(pick(shown.body, 'state'), 'succeeded')
  assert.equal(shown.headers.get('retry-after'), null)
})

test('whoever prefers to wait gets the result, and whoever prefers not to gets a receipt', async () => {
  const waited = await sam.send(wallet, topUp, { prefer: 'wait=5' })
  assert.equal(waited.status, 200)
  assert.equal(waited.headers.get('preference-applied'), 'wait=5')
  assert.match(waited.headers.get('content-location') ?? '', /^\/commands\//)
  assert.equal(pick(waited.body, 'state'), 'succeeded')
  const async = await sam.send(wallet, topUp, { prefer: 'respond-async' })
  assert.equal(async.status, 202)
  assert.equal(async.headers.get('preference-applied'), 'respond-async')
})

test('the same key and content is the same command; other content under it is refused', async () => {
  for (const key of [randomUUID(), '"a key of my own"']) {
    const headers = { 'idempotency-key': key, prefer: 'wait=5' }
    const first = await sam.send(wallet, topUp, headers)
    const events = await head()
    const again = await sam.send(wallet, topUp, headers)
    assert.equal(again.status, first.status)
    assert.equal(link(again.body, 'self'), link(first.body, 'self'))
    assert.deepEqual(again.body, first.body)
    isProblem(await sam.send(wallet, { ...topUp, amount: '6' }, headers), 422, 'command-id-reused')
    assert.equal(await head(), events)
  }
})

test('a command id is its actor’s own', async () => {
  const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=5' }
  const mine = await sam.send(wallet, topUp, headers)
  const ines = await takeSeat(clinic.url, 'ines')
  isProblem(await ines.send(wallet, topUp, headers), 422, 'command-id-reused')
  const peter = await takeSeat(clinic.url, 'peter')
  const foreign = await peter.ask(link(mine.body, 'self'))
  isProblem(foreign, 404, 'not-found')
})

test('what was seen at another version is not changed', async () => {
  const seen = (await sam.ask(wallet)).headers.get('etag') ?? ''
  assert.match(seen, /^"\d+"$/)
  const frozen = { intent: 'freeze-wallet', reason: 'A dispute about a payment', knowing: 'yes' }
  const nora = await takeSeat(clinic.url, 'nora')
  assert.equal(
    (await nora.send(wallet, frozen, { prefer: 'wait=5', 'if-match': seen })).status,
    200,
  )
  const events = await head()
  const stale = await nora.send(
    wallet,
    { intent: 'unfreeze-wallet', reason: 'Settled' },
    { 'if-match': seen },
  )
  isProblem(stale, 412, 'changed')
  const page = await read(
    await fetch(new URL(wallet, clinic.url), {
      method: 'POST',
      headers: { accept: 'text/html', authorization: `Bearer ${nora.token}` },
      body: new URLSearchParams({
        intent: 'unfreeze-wallet',
        reason: 'Settled',
        'expected-version': seen.slice(1, -1),
      }),
    }),
  )
  assert.equal(page.status, 409)
  assert.equal(await head(), events)
  const now = (await sam.ask(wallet)).headers.get('etag') ?? ''
  const opened = { intent: 'unfreeze-wallet', reason: 'Settled' }
  assert.equal((await nora.send(wallet, opened, { 'if-match': now, prefer: 'wait=5' })).status, 200)
})

test('what cannot be read, made or found is said in the same way', async () => {
  assert.equal((await sam.ask('/', { accept: 'image/png' })).status, 406)
  const text = { method: 'POST', headers: { accept: hal, 'content-type': 'text/plain' }, body: 'x' }
  isProblem(await read(await fetch(new URL(wallet, clinic.url), text)), 415, 'unsupported-type')
  const large = await sam.send(wallet, { ...topUp, reference: 'x'.repeat(70_000) })
  isProblem(large, 413, 'too-large')
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}`, '']))
  isProblem(await sam.send(wallet, many), 413, 'too-large')
  const none = await read(
    await fetch(new URL('/queue', clinic.url), { method: 'DELETE', headers: { accept: hal } }),
  )
  isProblem(none, 405, 'not-allowed')
  assert.equal(none.headers.get('allow'), 'GET, HEAD, OPTIONS')
  isProblem(await sam.send(wallet, { intent: 'fly' }), 422, 'no-such-intent')
})

test('the type of a problem is an address that explains it', async () => {
  const answers = [
    await sam.send(wallet, { intent: 'fly' }),
    await sam.send(wallet, { ...topUp, amount: 'much' }),
    await sam.ask('/wallets/none'),
    await (await takeSeat(clinic.url, 'kofi')).send(wallet, topUp),
  ]
  for (const { body } of answers) {
    const explained = await sam.ask(String(pick(body, 'type')))
    assert.equal(explained.status, 200)
    assert.equal(pick(explained.body, 'code'), pick(body, 'code'))
  }
})

test('what is not there and what is not yours look the same', async () => {
  const peter = await takeSeat(clinic.url, 'peter')
  const foreign = await peter.ask(wallet)
  const missing = await peter.ask('/wallets/01a12efb-8d00-7000-9e9e-572befe3c9b0')
  isProblem(foreign, 404, 'not-found')
  assert.deepEqual(foreign.body, missing.body)
  const sent = await peter.send(wallet, topUp)
  assert.notEqual(sent.status, 202)
})

test('a task of others is refused with the roles and names of those who could', async () => {
  const kofi = await takeSeat(clinic.url, 'kofi')
  const refused = await kofi.send(wallet, topUp)
  isProblem(refused, 403, 'forbidden')
  assert.match(String(pick(refused.body, 'detail')), /receptionist/i)
  assert.match(String(pick(refused.body, 'detail')), /Sam Pell/)
})

test('caches are told what an answer depends on, and to keep none of it', async () => {
  for (const path of ['/', wallet, '/catalogue', `${wallet}/top-up-wallet`]) {
    const { headers } = await sam.ask(path)
    assert.equal(headers.get('cache-control'), 'no-store', path)
    for (const name of ['Accept', 'HX-Request'])
      assert.ok(headers.get('vary')?.split(/, ?/).includes(name), `${path}: ${name}`)
  }
})

test('anything goes means a page, unless the asker speaks JSON itself', async () => {
  const type = async (options: RequestInit, path = '/catalogue') => {
    const response = await fetch(new URL(path, clinic.url), options)
    await response.body?.cancel()
    return response.headers.get('content-type')
  }
  assert.match((await type({ headers: { accept: '*/*' } })) ?? '', /^text\/html/)
  const json = { accept: '*/*', 'content-type': 'application/json' }
  const sent = await type({ method: 'POST', headers: json, body: '{"intent":"fly"}' }, wallet)
  assert.match(sent ?? '', /json/)
})

test('a machine may send JSON with the same flat names', async () => {
  const sent = await read(
    await fetch(new URL(wallet, clinic.url), {
      method: 'POST',
      headers: {
        accept: hal,
        prefer: 'wait=5',
        'content-type': 'application/json',
        authorization: `Bearer ${sam.token}`,
      },
      body: JSON.stringify({ intent: 'top-up-wallet', amount: '7.25', method: 'cash' }),
    }),
  )
  assert.equal(sent.status, 200, sent.text)
  assert.equal(pick(sent.body, 'state'), 'succeeded')
})
