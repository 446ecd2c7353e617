import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

const hal = 'application/prs.hal-forms+json'
let world: World
before(async () => {
  world = await openDesk()
})
after(() => world.close())

test('the first page of the desk names the clinic, the day and what can be done', async () => {
  const { status, html, headers } = await world.page('/')
  equal(status, 200)
  match(html, /<h1[^>]*>Monday 23 November<\/h1>/)
  match(html, /rel="place-order"/)
  equal(headers.get('cache-control'), 'no-store')
  equal(headers.get('vary'), 'Accept, HX-Request, Accept-Encoding')
})

test('the entry document links to all navigation and to all that can be made', async () => {
  const response = await world.machine('/', 'sam')
  equal(response.headers.get('content-type'), hal)
  const body = await response.json()
  equal(pick(body, 'actor', 'id'), ids.sam)
  for (const rel of [
    'self',
    'patients',
    'catalogue',
    'queue',
    'register-patient',
    'place-order',
    'take-seat',
  ]) {
    ok(pick(body, '_links', rel), `no link ${rel}`)
  }
})

test('a patient finds the wallet under their own id', async () => {
  const body = await (await world.machine('/', 'aisha')).json()
  equal(pick(body, '_links', 'wallet', 'href'), `/wallets/${ids.aisha}`)
  const { html } = await world.page('/', 'aisha')
  match(html, /Good morning, Aisha/)
  match(html, /£16\.30/)
})

test('anything goes means a page, unless the asker speaks JSON', async () => {
  const page = await world.fetch('/', { headers: { accept: '*/*' } })
  match(page.headers.get('content-type') ?? '', /^text\/html/)
  const answer = await world.fetch('/orders', {
    method: 'POST',
    body: '{}',
    headers: { accept: '*/*', 'content-type': 'application/json' },
  })
  equal(answer.status, 422)
  equal(answer.headers.get('content-type'), 'application/problem+json')
})

test('JSON and HAL are answered under the type that was asked for, others by 406', async () => {
  for (const type of ['application/json', 'application/hal+json', hal]) {
    const response = await world.fetch('/', { headers: { accept: type } })
    equal(response.headers.get('content-type'), type)
  }
  const image = await world.fetch('/', { headers: { accept: 'image/png' } })
  equal(image.status, 406)
})

test('an unknown page is a page for people and a problem document for machines', async () => {
  const page = await world.page('/nowhere')
  equal(page.status, 404)
  match(page.html, /We could not find this page/)
  const problem = await (await world.machine('/nowhere')).json()
  deepEqual(
    [
      pick(problem, 'type'),
      pick(problem, 'status'),
      pick(problem, 'code'),
      pick(problem, '_links', 'home', 'href'),
    ],
    ['/problems/not-found', 404, 'not-found', '/'],
  )
})

test('a method that a page does not take is answered by what it takes', async () => {
  const response = await world.fetch('/seat', { method: 'DELETE' })
  equal(response.status, 405)
  equal(response.headers.get('allow'), 'GET, HEAD, POST, OPTIONS')
})

test('a thing carries its version for machines, and is listed with its offers', async () => {
  const response = await world.machine(`/wallets/${ids.aisha}`, 'sam')
  equal(response.headers.get('etag'), '"2"')
  const wallet = await response.json()
  equal(pick(wallet, 'available', 'text'), '£16.30')
  equal(pick(wallet, '_links', 'top-up-wallet', 'href'), `/wallets/${ids.aisha}/top-up-wallet`)
})

test('another patient’s wallet is not there, and a list of patients is not theirs to see', async () => {
  const foreign = await world.page(`/wallets/${ids.maria}`, 'aisha')
  const missing = await world.page('/wallets/01900000-0000-7000-8000-00000000dead', 'aisha')
  deepEqual([foreign.status, missing.status], [404, 404])
  const list = await world.page('/patients', 'aisha')
  equal(list.status, 403)
  match(list.html, /Sam Pell/)
})

test('a table comes as CSV, and a page without one says so', async () => {
  const response = await world.fetch(`/wallets/${ids.aisha}/statement?format=csv`, {
    headers: { cookie: 'fd=aisha' },
  })
  equal(response.status, 200)
  match(response.headers.get('content-type') ?? '', /^text\/csv/)
  match(await response.text(), /16\.30/)
  equal((await world.fetch('/?format=csv')).status, 200)
})

test('files are kept for a year under their hash, and asked for again without it', async () => {
  const { html } = await world.page('/')
  const hashed = /href="(\/assets\/frontdesk\.css\?v=[^"]+)"/.exec(html)?.[1] ?? ''
  const file = await world.fetch(hashed)
  equal(file.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  const bare = await world.fetch('/assets/frontdesk.css')
  equal(bare.headers.get('cache-control'), 'no-cache')
  const again = await world.fetch('/assets/frontdesk.css', {
    headers: { 'if-none-match': bare.headers.get('etag') ?? '' },
  })
  equal(again.status, 304)
  equal((await world.fetch('/assets/../package.json')).status, 404)
})

test('a page is packed for those who take it, and comes plain to others', async () => {
  const ask = (encoding: string) =>
    world.fetch('/styleguide', { headers: { accept: 'text/html', 'accept-encoding': encoding } })
  const [packed, plain] = [await ask('gzip'), await ask('identity')]
  equal(packed.headers.get('content-encoding'), 'gzip')
  equal(plain.headers.get('content-encoding'), null)
  match(await packed.text(), /<\/html>/)
  equal((await world.fetch('/', { method: 'HEAD' })).status, 200)
})

test('whoever watches over it hears that it lives and that it is ready', async () => {
  equal(pick(await (await world.fetch('/healthz')).json(), 'status'), 'pass')
  const ready = await (await world.fetch('/readyz')).json()
  equal(pick(ready, 'status'), 'pass')
  ok(Number(pick(ready, 'head')) > 10)
})
