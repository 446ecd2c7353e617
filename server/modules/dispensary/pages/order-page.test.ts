import { doesNotMatch, equal, match } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  booksHold,
  codeOf,
  confirmed,
  cream,
  did,
  kofi,
  openBench,
  order,
  pay,
  row,
  sam,
} from '../../../testing/bench.ts'
import { ids } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'

let world: World
before(async () => {
  world = await openBench()
  await confirmed(world)
})
after(() => booksHold(world))

const mainOf = async (seat: string, path = `/orders/${order}`) => {
  const { html } = await world.page(path, seat)
  return html.slice(html.indexOf('<main')).replaceAll(/\s+/g, ' ')
}

test('an order that waits says what was done at what time, and what comes next', async () => {
  const page = await mainOf('sam')
  match(page, /Done: <\/span><b>Confirmed<\/b><\/span> <time>09:52/)
  match(page, /Under way: <\/span><b>To be prepared/)
  match(page, /Not begun: <\/span><b>Handed over/)
  match(page, /Held for this order<\/dt><dd>£39\.90/)
  match((await world.page(`/orders/${order}/label`, 'kofi')).html, /No labels to print/)
})

test('while it is prepared its page says by whom, until they put it back', async () => {
  equal(await did(world, kofi, 'start-preparing'), 'succeeded')
  match(
    await mainOf('sam'),
    /Preparation begun<\/b><\/span> <time>[^<]+<\/time>\s*<small>By Kofi Mensah/,
  )
  equal(await did(world, kofi, 'put-back-preparation', { reason: 'At lunch' }), 'succeeded')
  match(await mainOf('sam'), /Under way: <\/span><b>To be prepared/)
})

test('a ready order shows its code to the patient and to staff, and what could not be had', async () => {
  const lines = [row(ids.tape, 2), row(cream, 1, 'L1', 'One tube was broken')]
  equal(await did(world, kofi, 'start-preparing'), 'succeeded')
  equal(await did(world, kofi, 'mark-ready', { lines, shelf: 'B3' }), 'succeeded')
  const code = await codeOf(world)
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
  const patient = await mainOf('maria')
  match(patient, new RegExp(`${spaced}</span> is your code`))
  match(
    patient,
    /1 of 2 Cream could not be had: One tube was broken\. £10\.00 of what was held is free/,
  )
  match(patient, /Held for this order<\/dt><dd>£29\.90/)
  match(await mainOf('sam'), new RegExp(`Its code is ${spaced}`))
  match(await mainOf('sam'), /It lies on shelf B3/)
})

test('a label has the number as a barcode and says what is in the bag, and never the code', async () => {
  const label = await mainOf('kofi', `/orders/${order}/label`)
  match(label, /aria-label="Barcode of order 1001"/)
  match(label, /Shelf B3.*Maria Santos.*2 Tape.*1 Cream/)
  doesNotMatch(label, new RegExp(await codeOf(world)))
  match(await mainOf('kofi', '/queue/labels'), /aria-label="Barcode of order 1001"/)
})

test('once it is handed over its page says what was taken, and shows no code', async () => {
  equal(await did(world, sam, 'hand-over-order', pay), 'succeeded')
  const page = await mainOf('sam')
  match(page, /Taken for this order<\/dt><dd>£29\.90/)
  match(page, /Done: <\/span><b>Handed over/)
  doesNotMatch(page, /ode is|Under way|Not begun: <\/span><b>Handed/)
})
