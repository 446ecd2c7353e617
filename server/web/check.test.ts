import { equal, match, notEqual, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenOf, ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
before(async () => {
  world = await openDesk()
})
after(() => world.close())

const order = async (seat: string, patient: string, more: Readonly<Record<string, string>>) => {
  const { html } = await world.page(`/orders/place-order?patient=${patient}`, seat)
  const fields = {
    ...hiddenOf(html, 'place-order'),
    patient,
    'item-1': ids.socks,
    'quantity-1': '1',
    note: 'By Friday',
  }
  return world.send('/orders', { ...fields, ...more }, seat)
}

test('checking an order shows what would happen, stores nothing and keeps the command id', async () => {
  const head = await world.store.head()
  const response = await order('sam', ids.maria, { 'dry-run': 'yes' })
  equal(response.status, 200)
  const html = await response.text()
  match(html, /£19\.50/)
  equal(await world.store.head(), head)
  const fields = hiddenOf(html, 'place-order')
  equal(fields['note'], 'By Friday')
  const placed = await world.send('/orders', fields, 'sam')
  equal(placed.headers.get('location'), `/commands/${fields['command-id']}`)
  const { html: done } = await world.page(`/commands/${fields['command-id']}`, 'sam')
  match(done, /data-state="succeeded"/)
})

test('what would be refused is said before it is sent', async () => {
  const response = await order('aisha', ids.aisha, { 'dry-run': 'yes' })
  match(await response.text(), /£3\.20/)
})

test('changing the answers brings the form back with all of them', async () => {
  const checked = await (await order('sam', ids.maria, { 'dry-run': 'yes' })).text()
  const fields = hiddenOf(checked, 'place-order')
  const again = await world.send('/orders', { ...fields, change: 'yes' }, 'sam')
  equal(again.status, 200)
  const html = await again.text()
  match(html, />By Friday</)
  equal(hiddenOf(html, 'place-order')['command-id'], fields['command-id'])
})

test('adding lines shows more of them and judges nothing', async () => {
  const before = (await world.page('/orders/place-order', 'sam')).html
  const count = (html: string) => html.match(/name="item-\d+"/g)?.length ?? 0
  const response = await order('sam', ids.maria, {
    'item-1': '',
    'add-lines': 'yes',
    'lines-shown': '4',
  })
  equal(response.status, 200)
  const html = await response.text()
  ok(count(html) > count(before))
  ok(!html.includes('put right'))
})

test('a machine rehearses too, and gets the events and the form to send', async () => {
  const response = await world.machine('/orders', 'sam', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      intent: 'place-order',
      patient: ids.maria,
      'item-1': ids.socks,
      'quantity-1': '1',
      'dry-run': 'yes',
    }),
  })
  equal(response.status, 200)
  const body = await response.json()
  equal(pick(body, 'rehearsal'), 'events')
  const events = pick(body, 'events') as readonly { type: string; words: string }[]
  ok(events.some(({ type }) => type === 'OrderPriced'))
  notEqual(events[0]?.words, '')
  const properties = pick(body, '_templates', 'default', 'properties')
  const total = (properties as readonly { name: string; value: string }[]).find(
    ({ name }) => name === 'total',
  )
  equal(total?.value, '19.50')
})

test('nobody orders for another patient, not even to see what it would cost', async () => {
  const response = await order('aisha', ids.maria, { 'dry-run': 'yes' })
  equal(response.status, 404)
})
