import { equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { all, codeOf, confirmed, cream, did, kofi, openBench, order } from '../testing/bench.ts'
import { hiddenOf } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
before(async () => {
  world = await openBench()
  await confirmed(world)
})
after(() => world.close())

const scan = (scanned: string, seat = 'kofi') => world.send('/scans', { scanned }, seat)
const led = async (scanned: string, seat?: string) => {
  const answer = await scan(scanned, seat)
  equal(answer.status, 303)
  return answer.headers.get('location')
}

test('an order waits in one row with one task, which is sent from there', async () => {
  equal(await led('1001'), `/orders/${order}`)
  const { html } = await world.page('/queue', 'kofi')
  const sent = await world.send(`/orders/${order}`, hiddenOf(html, 'start-preparing'), 'kofi')
  equal(sent.status, 303)
  const then = await world.page('/queue', 'kofi')
  match(then.html, /You, since \d\d:\d\d/)
  match(then.html, /href="[^"]+\/mark-ready" rel="mark-ready">Mark ready/)
  ok(!then.html.includes('name="start-preparing"'))
})

test('a label leads to the next step of its order, and a code to its hand-over', async () => {
  equal(await led('1001'), `/orders/${order}/mark-ready`)
  equal(await led(' #1001', 'nora'), `/orders/${order}`)
  equal(await did(world, kofi, 'mark-ready', all), 'succeeded')
  const code = await codeOf(world)
  equal(await led(code), `/orders/${order}/hand-over-order`)
  equal(
    await led(`${code.slice(0, 3)} ${code.slice(3)}`, 'sam'),
    `/orders/${order}/hand-over-order`,
  )
  match((await world.page('/queue', 'kofi')).html, /On shelf B3/)
})

test('a code from the shelf leads to the item, however it is written', async () => {
  equal(await led('cream'), `/items/${cream}`)
})

test('a label of a lot leads to the lot, unless two items have one of that name', async () => {
  equal(await led('L2'), `/items/${cream}/lot?lot=L2`)
  equal(await led('l1'), `/items/${cream}/lot?lot=L1`)
  const { html } = await world.page(`/items/${cream}/labels`, 'kofi')
  match(html, /aria-label="Barcode of CREAM".*aria-label="Barcode of lot L2"/s)
})

test('what nobody knows is said at the field, and stands in no address', async () => {
  const unknown = await scan('998877')
  equal(unknown.status, 422)
  match(await unknown.text(), /Nothing here has this number, code or lot/)
  equal((await scan('  ')).status, 422)
})

test('patients scan nothing', async () => {
  equal((await scan('1001', 'maria')).status, 403)
  equal((await world.page('/scans', 'maria')).status, 403)
})
