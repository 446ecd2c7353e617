// Requests that no page of ours and no honest client sends.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { type Clinic, openClinic } from '../serve.ts'
import { type Answer, hal, type Machine, pick, read, takeSeat } from './machine.ts'

let clinic: Clinic
let sam: Machine
let wallet: string
let maria: string

before(async () => {
  clinic = await openClinic()
  sam = await takeSeat(clinic.url, 'sam')
  const patient = await takeSeat(clinic.url, 'maria')
  maria = patient.actor
  wallet = String(pick((await patient.ask('/')).body, '_links', 'wallet', 'href'))
})
after(() => clinic.stop())

const topUp = { intent: 'top-up-wallet', amount: '5', method: 'cash' }
const unknown = '01a12efb-8d00-7fff-8fff-ffffffffffff'

async function head(): Promise<number> {
  return Number(pick((await read(await fetch(new URL('/readyz', clinic.url)))).body, 'head'))
}

/** As a browser in Sam's seat would send it, but for what is given. */
async function fromBrowser(headers: Readonly<Record<string, string>>): Promise<Answer> {
  const all = { accept: 'text/html', cookie: `fd=${sam.token}`, ...headers }
  const body = new URLSearchParams(topUp)
  const options: RequestInit = { method: 'POST', redirect: 'manual', headers: all, body }
  return read(await fetch(new URL(wallet, clinic.url), options))
}

test('a form that comes from another site is refused and nothing is stored', async () => {
  const own = clinic.url
  const before = await head()
  const foreign: readonly Readonly<Record<string, string>>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: own },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: own.replace('127.0.0.1', 'localhost') },
    {},
  ]
  for (const headers of foreign)
    assert.equal((await fromBrowser(headers)).status, 403, JSON.stringify(headers))
  assert.equal(await head(), before)
  const honest: readonly Readonly<Record<string, string>>[] = [
    { 'sec-fetch-site': 'same-origin' },
    { origin: own },
  ]
  for (const headers of honest)
    assert.equal((await fromBrowser(headers)).status, 303, JSON.stringify(headers))
})

test('under a name that is not ours nothing is answered', async () => {
  for (const host of ['evil.example', 'evil.example:80', '10.0.0.1', '127.0.0.1.evil.example']) {
    const asked = request(clinic.url, { headers: { host, accept: hal } }).end()
    const [response] = await once(asked, 'response')
    response.resume()
    assert.equal(response.statusCode, 421, host)
  }
})

test('a form that was made for somebody else is not sent', async () => {
  const before = await head()
  const other = await sam.send(wallet, { ...topUp, actor: maria })
  assert.equal(other.status, 409)
  assert.equal(pick(other.body, 'code'), 'other-actor')
  assert.equal(await head(), before)
})

test('a command id that another actor has used is refused, and nothing is told of it', async () => {
  const id = randomUUID()
  const sent = await sam.send(wallet, { ...topUp, 'command-id': id }, { prefer: 'wait=5' })
  assert.equal(sent.status, 200)
  const before = await head()
  const ines = await takeSeat(clinic.url, 'ines')
  for (const fields of [topUp, { ...topUp, amount: '6' }]) {
    const refused = await ines.send(wallet, { ...fields, 'command-id': id })
    assert.equal(refused.status, 422)
    assert.equal(pick(refused.body, 'code'), 'command-id-reused')
    assert.ok(!refused.text.includes('Sam'))
  }
  for (const [name, value] of [
    ['command-id', 'not-an-id'],
    ['command-id', '__proto__'],
    ['expected-version', '-1'],
    ['expected-version', '1e9'],
  ] as const) {
    const refused = await sam.send(wallet, { ...topUp, [name]: value })
    assert.equal(refused.status, 422, `${name} ${value}`)
  }
  assert.equal(await head(), before)
})

test('an id of somebody else’s things, or of nothing, moves nothing of theirs', async () => {
  const peter = await takeSeat(clinic.url, 'peter')
  const form = { intent: 'place-order', 'quantity-1': '1', total: '6.50' }
  const { body } = await peter.ask('/catalogue')
  const item = String(pick(body, '_embedded', 'item', 0, 'id'))
  const balance = async () => pick((await sam.ask(wallet)).body, 'available', 'minor')
  const [before, free] = [await head(), await balance()]
  const forMaria = await peter.send('/orders', { ...form, 'item-1': item, patient: maria })
  assert.equal(forMaria.status, 404)
  for (const path of [wallet, `${wallet}/events`, `${wallet}/statement`, `/patients/${maria}`])
    assert.equal((await peter.ask(path)).status, 404, path)
  assert.equal(await head(), before)
  const orders = [
    { ...form, 'item-1': unknown, patient: maria },
    { ...form, 'item-1': maria, patient: maria },
    { ...form, 'item-1': item, patient: unknown },
    { ...form, 'item-1': item, patient: item },
  ]
  for (const fields of orders) {
    const sent = await sam.send('/orders', fields, { prefer: 'wait=10' })
    const state = pick(sent.body, 'state')
    const isRefused = sent.status >= 400 && sent.status < 500
    assert.ok(isRefused || state === 'rejected', `${JSON.stringify(fields)}: ${sent.text}`)
  }
  assert.equal(await balance(), free)
})

test('no address with odd parts is more than a page that is not there', async () => {
  const odd = [
    '%00',
    '..%2f..%2fetc',
    '__proto__',
    'constructor',
    '%F0%9F%A7%A6',
    "'--",
    'x'.repeat(3000),
  ]
  const bases = ['/wallets/', '/orders/', '/commands/', '/events/', '/problems/', '/assets/']
  for (const base of bases) {
    for (const part of odd) {
      const { status } = await sam.ask(base + part)
      assert.equal(status, 404, base + part)
    }
    assert.match(String((await sam.ask(`${base}%ff`)).status), /^40[04]$/, `${base}%ff`)
  }
  for (const query of [
    '?page=1e309',
    '?page=-1',
    '?after=abc',
    '?after=-5',
    '?from=x',
    '?event=1e9',
  ])
    for (const path of [
      '/patients',
      '/events/orders',
      `${wallet}/events`,
      `${wallet}/top-up-wallet`,
    ])
      assert.ok((await sam.ask(path + query)).status < 500, path + query)
  assert.ok((await sam.ask('/catalogue?__proto__=1&constructor[a]=2&a[b][c]=3')).status < 500)
})

/** What comes back on a bare socket until the server hangs up or has answered. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(clinic.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.setEncoding('latin1').on('data', (part: string) => {
    answer += part
    socket.end()
  })
  // A reset is one way to be hung up on.
  socket.on('error', () => socket.destroy())
  socket.write(text, 'latin1')
  return new Promise((resolve) => socket.once('close', () => resolve(answer)))
}

test('what is no HTTP is answered with 400 or hung up on, and the server goes on', async () => {
  const { host } = new URL(clinic.url)
  const begin = `POST ${wallet} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n`
  const before = await head()
  assert.match(await raw('GET / HTTP/1.1\r\nHost:\r\n\r\n'), /^HTTP\/1\.1 421/)
  const broken = [
    `${begin}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${begin}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`,
    `${begin}Content-Length: -1\r\n\r\n`,
    `${begin}Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n`,
    `${begin}Transfer-Encoding: gzip, identity\r\n\r\nabc`,
    `GET / HTTP/1.1\r\nHost: ${host}\r\nBad header\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: ${host}\r\nX: a\0b\r\n\r\n`,
    `GET / HTTP/1.1\r\n\r\n`,
    `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    'nonsense\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  ]
  for (const text of broken) {
    const answer = await raw(text)
    assert.match(answer || 'HTTP/1.1 400', /^HTTP\/1\.1 4(00|13|14|31)/, text.slice(0, 200))
  }
  assert.equal(await head(), before)
})

test('whoever sends half a request is hung up on', async () => {
  const { host } = new URL(clinic.url)
  const halves = [`GET / HTTP/1.1\r\nHost: ${host}\r\nAccept: te`, 'POST ']
  const answers = await Promise.all(halves.map(raw))
  for (const answer of answers) assert.match(answer || 'HTTP/1.1 408', /^HTTP\/1\.1 (408|400)/)
  assert.equal((await sam.ask('/')).status, 200)
})
