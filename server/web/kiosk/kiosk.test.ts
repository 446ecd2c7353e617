import { doesNotMatch, equal, match } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  all,
  booksHold,
  codeOf,
  confirmed,
  did,
  kofi,
  openBench,
  sam,
  stateOf,
} from '../../testing/bench.ts'
import { hiddenOf, ids, seats } from '../../testing/desk.ts'
import type { World } from '../../testing/world.ts'

const kioskSeat = { seat: 'kiosk', id: ids.sam, name: 'Kiosk', role: 'kiosk', roleTitle: 'kiosk' }
let world: World
let code: string
before(async () => {
  world = await openBench({ seats: [...seats, kioskSeat] })
  await confirmed(world)
})
after(() => booksHold(world))

const type = (number: string, digits: string, seat = 'kiosk.door') =>
  world.send('/kiosk', { number, code: digits }, seat)

/** A page without the demo's strip, in which the seats have names. */
async function mainOf(path: string, seat = 'kiosk.door'): Promise<string> {
  const { html } = await world.page(path, seat)
  return html.slice(html.indexOf('<main'))
}

/** What the screen says after somebody typed something. */
async function said(number: string, digits: string): Promise<string> {
  const answer = await type(number, digits)
  const place = answer.headers.get('location')
  return place ? mainOf(place) : answer.text()
}

const other = (digits: string) => (digits === '000000' ? '000001' : '000000')

test('a kiosk asks for a number and a code, and knows nobody’s name', async () => {
  const html = await mainOf('/kiosk')
  match(html, /Order number/)
  match(html, /Your six-digit code/)
  doesNotMatch(html, /Maria|Santos|Sam Pell/)
})

test('what is not ready yet is collected nowhere, and who prepares it is not told', async () => {
  equal(await did(world, kofi, 'start-preparing'), 'succeeded')
  const html = await said('1001', '123456')
  match(html, /This order cannot be collected here now/)
  doesNotMatch(html, /Kofi/)
})

test('a code that is not right is told with the tries that are left', async () => {
  equal(await did(world, kofi, 'mark-ready', all), 'succeeded')
  code = await codeOf(world)
  const html = await said('1001', other(code))
  match(html, /That code is not right\. 4 tries left\./)
  match(html, /name="number"[^>]*value="1001"/)
  doesNotMatch(html, /Maria/)
})

test('a number that there is none of is answered like one of somebody else', async () => {
  match(await said('9999', code), /do not belong together/)
})

test('what is typed badly is said at its field', async () => {
  for (const [number, digits, field] of [
    ['', code, 'number'],
    ['1001', '12345', 'code'],
    ['ten', 'code', 'number'],
  ] as const) {
    const answer = await type(number, digits)
    equal(answer.status, 422)
    match(await answer.text(), new RegExp(`href="#field-${field}"`))
  }
})

test('nothing else is open to a kiosk, and staff are no kiosk', async () => {
  for (const path of ['/', '/queue', '/patients', '/orders', '/searches']) {
    const page = await world.page(path, 'kiosk.door')
    equal(page.headers.get('location'), '/kiosk', path)
  }
  equal((await world.page('/queue/wall', 'kiosk.door')).status, 200)
  equal((await type('1001', code, 'sam')).status, 403)
  equal((await world.page('/kiosk', 'maria')).status, 403)
  match((await world.page('/kiosk', 'sam')).html, /Make this screen the kiosk/)
})

test('the right code collects the order, once, however often it is sent', async () => {
  const { html } = await world.page('/kiosk', 'kiosk.door')
  const fields = { ...hiddenOf(html, 'collect-order'), number: '1001', code: ` ${code} ` }
  const first = await world.send('/kiosk', fields, 'kiosk.door')
  const second = await world.send('/kiosk', fields, 'kiosk.door')
  const place = first.headers.get('location') ?? ''
  equal(second.headers.get('location'), place)
  const done = await mainOf(place)
  match(done, /Order 1001 is yours/)
  match(done, /It lies on shelf B3/)
  match(done, /goes back to its beginning after 20 seconds/)
  doesNotMatch(done, /Maria|Santos|£/)
  equal(await stateOf(world), 'collected')
})

test('whoever comes next does not see what came of it', async () => {
  const answer = await type('1001', code, 'kiosk.late')
  const place = answer.headers.get('location') ?? ''
  world.clock.at += 3 * 60_000
  equal((await world.page(place, 'kiosk.late')).headers.get('location'), '/kiosk')
  equal((await world.page(place, 'sam')).status, 403)
})

const unknown = async (seat: string) => {
  const answer = await type('9998', '111111', seat)
  const place = answer.headers.get('location')
  return place ? mainOf(place, seat) : answer.text()
}

/** A screen that nothing wrong was typed at lately. */
const rested = () => {
  world.clock.at += 5 * 60_000
}

test('five misses within five minutes lead to the desk, until they are past', async () => {
  rested()
  for (let miss = 0; miss < 5; miss += 1) match(await unknown('kiosk.b'), /do not belong together/)
  match(await unknown('kiosk.b'), /Please ask at the desk.*Too many tries were wrong/s)
  rested()
  match(await unknown('kiosk.b'), /do not belong together/)
})

test('what cannot be collected now is no miss, however often it is asked for', async () => {
  rested()
  for (let time = 0; time < 6; time += 1)
    match(await said('1001', code), /This order cannot be collected here now/)
  match(await unknown('kiosk.door'), /do not belong together/)
})

test('the desk goes on collecting while the screen of the same person waits', async () => {
  rested()
  for (let miss = 0; miss < 5; miss += 1) await unknown('kiosk.b')
  equal(await did(world, sam, 'collect-order', { code }), 'collected')
})
