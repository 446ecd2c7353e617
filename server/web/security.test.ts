import { deepEqual, equal, match, ok } from 'node:assert/strict'
import http from 'node:http'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { pino } from 'pino'
import { hiddenOf, ids, openDesk } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

const form = 'application/x-www-form-urlencoded'

/** Sends as something other than a browser or Node's fetch does: with these headers and no others. */
function raw(
  world: World,
  headers: Readonly<Record<string, string>>,
  path = '/seat',
  method = 'POST',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      world.url + path,
      { method, headers: { 'content-type': form, ...headers } },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    request.on('error', reject)
    request.end(method === 'POST' ? 'seat=nora' : '')
  })
}

test('what another site’s page sends in a visitor’s name is refused', async () => {
  const world = await openDesk()
  const cookie = 'fd=sam'
  const own = world.url
  const cases: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
    [{ cookie, 'sec-fetch-site': 'same-origin' }, 303],
    [{ cookie, 'sec-fetch-site': 'none' }, 303],
    [{ cookie, 'sec-fetch-site': 'cross-site' }, 403],
    [{ cookie, 'sec-fetch-site': 'same-site', origin: own }, 403],
    [{ cookie, origin: own }, 303],
    [{ cookie, origin: 'https://elsewhere.example' }, 403],
    [{ cookie, origin: 'null' }, 403],
    [{ cookie }, 403],
    [{ authorization: 'Bearer sam' }, 303],
    [{}, 303],
  ]
  for (const [headers, status] of cases)
    equal(await raw(world, headers), status, JSON.stringify(headers))
  await world.close()
})

test('under a foreign name it answers nobody', async () => {
  const world = await openDesk()
  deepEqual(
    [
      await raw(world, { host: 'clinic.elsewhere.example' }, '/', 'GET'),
      await raw(world, { host: 'localhost:8080' }, '/', 'GET'),
      await raw(world, { host: '127.0.0.1.elsewhere.example' }, '/', 'GET'),
    ],
    [421, 200, 421],
  )
  await world.close()
})

test('every answer carries the content policy, with a nonce of its own', async () => {
  const world = await openDesk()
  const [first, second] = [await world.page('/'), await world.page('/nowhere')]
  const policy = first.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  match(
    policy,
    /^default-src 'none';script-src 'nonce-[\w-]{36}';style-src 'self';img-src 'self' data:;/,
  )
  match(policy, /require-trusted-types-for 'script';trusted-types htmx/)
  ok(first.html.includes(`nonce="${nonce}"`))
  ok(!(second.headers.get('content-security-policy') ?? '').includes(nonce))
  equal(first.headers.get('referrer-policy'), 'same-origin')
  equal(first.headers.get('x-powered-by'), null)
  equal(first.headers.get('strict-transport-security'), null)
  await world.close()
})

test('one session cannot flood the desk, and another one is not held by it', async () => {
  const world = await openDesk({ settings: { limits: { inFlight: 20, commandsPerSecond: 1 } } })
  const send = (session: string) => world.send('/seat', { seat: 'sam' }, session)
  const answers = [
    await send('sam.one'),
    await send('sam.one'),
    await send('sam.one'),
    await send('sam.two'),
  ]
  deepEqual(
    answers.map(({ status }) => status),
    [303, 303, 429, 303],
  )
  equal(answers[2]?.headers.get('retry-after'), '1')
  world.clock.at += 1_000
  equal((await send('sam.one')).status, 303)
  await world.close()
})

test('the log tells routes and states, and nobody’s name', async () => {
  const lines: string[] = []
  const out = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const world = await openDesk({ log: pino({ level: 'info' }, out) })
  const { html } = await world.page('/patients/register-patient', 'sam')
  await world.send(
    '/patients',
    { ...hiddenOf(html, 'register-patient'), given: 'Tobias', family: 'Renner' },
    'sam',
  )
  await world.page(`/wallets/${ids.aisha}?name=Aisha`, 'sam')
  await world.close()
  const text = lines.join('')
  match(text, /"route":"\/wallets\/:id"/)
  match(text, /"status":422/)
  for (const word of ['Tobias', 'Renner', 'Aisha', 'Rahman', 'Sam Pell', ids.aisha, 'fd='])
    ok(!text.includes(word), word)
})
