import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Submission } from '#kernel/command.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { hiddenOf, ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
let instead: Submission | undefined
before(async () => {
  world = await openDesk({
    store: (real) => ({ ...real, submit: async (command) => instead ?? real.submit(command) }),
  })
})
after(() => world.close())

const wallet = `/wallets/${ids.maria}`
const hidden = async (): Promise<Record<string, string>> =>
  hiddenOf((await world.page(`${wallet}/top-up-wallet`, 'sam')).html, 'top-up-wallet')
const paid = { amount: '5', method: 'cash' }

test('a browser is sent on to the command, and the same form again to the same one', async () => {
  const fields: Record<string, string> = { ...(await hidden()), ...paid }
  const first = await world.send(wallet, fields, 'sam')
  const again = await world.send(wallet, fields, 'sam')
  deepEqual([first.status, again.status], [303, 303])
  equal(first.headers.get('location'), `/commands/${fields['command-id']}`)
  equal(again.headers.get('location'), first.headers.get('location'))
  const events = await world.store.stream(walletStream(ids.maria))
  equal(events.filter(({ command }) => command === fields['command-id']).length, 1)
})

test('in place, the browser is told where to go by a header', async () => {
  const response = await world.send(wallet, { ...(await hidden()), ...paid }, 'sam', {
    'hx-request': 'true',
  })
  equal(response.status, 200)
  match(response.headers.get('hx-redirect') ?? '', /^\/commands\//)
})

test('the same form with other details is refused, and says so', async () => {
  const fields: Record<string, string> = { ...(await hidden()), ...paid }
  await world.send(wallet, fields, 'sam')
  const other = await world.send(wallet, { ...fields, amount: '6' }, 'sam')
  equal(other.status, 422)
  match(await other.text(), /already sent with different details/)
})

test('a command id belongs to its sender: from somebody else it is refused', async () => {
  const fields = { ...(await hidden()), ...paid }
  await world.send(wallet, fields, 'sam')
  const other = await world.send(wallet, { ...fields, actor: ids.nora }, 'nora')
  equal(other.status, 422)
})

const json = (body: object, headers: Readonly<Record<string, string>> = {}) =>
  world.machine(wallet, 'sam', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

test('a machine gets 202 and where to look, or the end of it where it waits', async () => {
  const fields = { intent: 'top-up-wallet', ...paid }
  const later = await json(fields, { prefer: 'respond-async' })
  equal(later.status, 202)
  equal(later.headers.get('preference-applied'), 'respond-async')
  const place = later.headers.get('location') ?? ''
  equal(pick(await later.json(), '_links', 'self', 'href'), place)
  const done = await json(fields, { prefer: 'wait=5' })
  equal(done.status, 200)
  equal(done.headers.get('preference-applied'), 'wait=5')
  equal(done.headers.get('content-location'), pick(await done.json(), '_links', 'self', 'href'))
})

test('an idempotency key names one command, whatever it looks like', async () => {
  const send = () =>
    json({ intent: 'top-up-wallet', ...paid }, { 'idempotency-key': '"till 3, receipt 88"' })
  const [first, again] = [await send(), await send()]
  equal(first.headers.get('location'), again.headers.get('location'))
})

test('what several fields got wrong is told all at once, and nothing typed is lost', async () => {
  const response = await world.send(
    wallet,
    { ...(await hidden()), amount: 'a lot', reference: 'slip 4711' },
    'sam',
  )
  equal(response.status, 422)
  const html = await response.text()
  match(html, /<title>Error: Top up the wallet/)
  match(html, /value="a lot"/)
  match(html, /value="slip 4711"/)
  const problem = await (await json({ intent: 'top-up-wallet', amount: 'a lot' })).json()
  deepEqual(
    (pick(problem, 'errors') as readonly { field: string }[]).map(({ field }) => field),
    ['amount', 'method'],
  )
  equal(pick(problem, '_links', 'top-up-wallet', 'href'), `${wallet}/top-up-wallet`)
})

test('two values for one field are an error of that field; a field nobody asked for is not', async () => {
  const body = new URLSearchParams({ ...(await hidden()), ...paid, colour: 'red' })
  body.append('amount', '6')
  body.append('colour', 'blue')
  const headers = { cookie: 'fd=sam', 'sec-fetch-site': 'same-origin' }
  const twice = await world.fetch(wallet, { method: 'POST', body, headers })
  equal(twice.status, 422)
  match(await twice.text(), /Give one value here/)
  equal((await json({ intent: 'top-up-wallet', amount: ['5'], method: 'cash' })).status, 422)
  equal((await json({ intent: 'top-up-wallet', ...paid, colour: ['red'] })).status, 202)
})

test('what is too large or of another type is not read', async () => {
  const send = (body: string, type: string) =>
    world.machine(wallet, 'sam', { method: 'POST', body, headers: { 'content-type': type } })
  const form = 'application/x-www-form-urlencoded'
  equal((await send(`amount=${'1'.repeat(70_000)}`, form)).status, 413)
  equal(
    (await send(Array.from({ length: 201 }, (_, index) => `a${index}=1`).join('&'), form)).status,
    413,
  )
  equal(
    (await send(JSON.stringify({ amount: '1'.repeat(300_000) }), 'application/json')).status,
    413,
  )
  equal((await send('<amount/>', 'application/xml')).status, 415)
  equal((await send('{', 'application/json')).status, 400)
})

test('a form made for somebody else does nothing', async () => {
  const response = await world.send(wallet, { ...(await hidden()), ...paid }, 'nora')
  equal(response.status, 409)
  match(await response.text(), /made for somebody else/)
})

test('what changed meanwhile is told with who, when and what', async () => {
  const nora = await world.page(`${wallet}/freeze-wallet`, 'nora')
  const sams = await hidden()
  const frozen = { ...hiddenOf(nora.html, 'freeze-wallet'), reason: 'A dispute about a payment' }
  equal((await world.send(wallet, frozen, 'nora')).status, 303)
  const stale = await world.send(wallet, { ...sams, ...paid }, 'sam')
  equal(stale.status, 409)
  const html = await stale.text()
  match(html, /Nora Bright/)
  match(html, /09:52/)
  const machine = await json(
    { intent: 'top-up-wallet', ...paid },
    { 'if-match': `"${sams['expected-version']}"` },
  )
  equal(machine.status, 412)
  equal(pick(await machine.json(), 'code'), 'changed')
  const thaw = await world.page(`${wallet}/unfreeze-wallet`, 'nora')
  await world.send(
    wallet,
    { ...hiddenOf(thaw.html, 'unfreeze-wallet'), reason: 'It is settled' },
    'nora',
  )
})

test('who may not, hears who may and who is on duty', async () => {
  const response = await world.send(
    `/wallets/${ids.aisha}`,
    { intent: 'top-up-wallet', ...paid },
    'aisha',
  )
  equal(response.status, 403)
  match(
    await response.text(),
    /Only a receptionist or a manager can do this\. On duty now: Sam Pell, Nora Bright\./,
  )
})

test('only where nothing was stored does it say that nothing was changed', async () => {
  const fields: Record<string, string> = { ...(await hidden()), ...paid }
  instead = { kind: 'busy', retryAfterS: 3 }
  const busy = await world.send(wallet, fields, 'sam')
  equal(busy.status, 503)
  equal(busy.headers.get('retry-after'), '3')
  match(await busy.text(), /Nothing was changed/)
  instead = { kind: 'unknown', id: fields['command-id'] ?? '' }
  const unknown = await world.send(wallet, fields, 'sam')
  equal(unknown.status, 503)
  const html = await unknown.text()
  ok(!html.includes('Nothing was changed'))
  match(html, new RegExp(`/commands/${fields['command-id']}`))
  instead = undefined
})
