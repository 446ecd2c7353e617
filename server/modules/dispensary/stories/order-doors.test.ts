import { deepStrictEqual, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import {
  booksHold,
  codeOf,
  confirmed,
  dayMs,
  openBench,
  order,
  pass,
} from '../../../testing/bench.ts'
import { hiddenOf, pick } from '../../../testing/desk.ts'
import type { World } from '../../../testing/world.ts'

const place = `/orders/${order}`

type Property = { readonly name: string; readonly value?: string; readonly required?: boolean }

/** A machine follows the form of an intent, fills in what it must, and waits for what comes of it. */
async function byMachine(world: World, seat: string, intent: string, fields: object = {}) {
  const form = await (await world.machine(`${place}/${intent}`, seat)).json()
  const properties = (pick(form, '_templates', 'default', 'properties') ?? []) as Property[]
  const filled = properties.flatMap(({ name, value }) => (value ? [[name, value] as const] : []))
  const answer = await world.machine(place, seat, {
    method: 'POST',
    headers: { prefer: 'wait=5', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...Object.fromEntries(filled), ...fields }),
  })
  const body: unknown = await answer.json()
  return { status: answer.status, body, names: filled.map(([name]) => name) }
}

const stateIn = (body: unknown) => pick(body, 'state')

test('a machine finds its way from the bench to the hand-over by forms alone', async () => {
  const world = await openBench()
  await confirmed(world)
  const started = await byMachine(world, 'kofi', 'start-preparing')
  deepStrictEqual([started.status, stateIn(started.body)], [200, 'succeeded'])
  const marked = await byMachine(world, 'kofi', 'mark-ready', { shelf: 'B3' })
  deepStrictEqual(stateIn(marked.body), 'succeeded')
  const rows = marked.names.filter((name) => /-\d+$/.test(name))
  deepStrictEqual(rows, [
    ...['item-1', 'quantity-1', 'item-2', 'lot-2', 'quantity-2', 'item-3', 'lot-3', 'quantity-3'],
  ])
  const handed = await byMachine(world, 'sam', 'hand-over-order', { identity: 'yes' })
  deepStrictEqual(stateIn(handed.body), 'succeeded')
  const again = await world.machine(`${place}/hand-over-order`, 'sam')
  match(JSON.stringify(await again.json()), /handed-over/)
  await booksHold(world)
})

/** The form of a task as a browser holds it, before somebody else acts. */
async function heldForm(world: World, seat: string, intent: string) {
  const { html } = await world.page(`${place}/${intent}`, seat)
  return hiddenOf(html, intent)
}

/** The page a browser is led to after it sent a form. */
async function sent(world: World, seat: string, fields: Readonly<Record<string, string>>) {
  const answer = await world.send(place, fields, seat)
  const next = answer.headers.get('location')
  if (!next) return { status: answer.status, html: await answer.text() }
  return world.page(next, seat)
}

test('two people hold the form to hand it over, and only one of them does', async () => {
  const world = await openBench()
  await confirmed(world)
  await byMachine(world, 'kofi', 'start-preparing')
  await byMachine(world, 'kofi', 'mark-ready')
  const [sams, noras] = [
    await heldForm(world, 'sam', 'hand-over-order'),
    await heldForm(world, 'nora', 'hand-over-order'),
  ]
  const given = { receivedBy: 'patient', identity: 'yes' }
  match((await sent(world, 'sam', { ...sams, ...given })).html, /Maria’s order is handed over/)
  const late = await sent(world, 'nora', { ...noras, ...given })
  match(late.html, /Not handed over/)
  match(late.html, /This order was handed over on/)
  await booksHold(world)
})

test('what was picked anew in between is looked at again before it is handed over', async () => {
  const world = await openBench()
  await confirmed(world)
  await byMachine(world, 'kofi', 'start-preparing')
  await byMachine(world, 'kofi', 'mark-ready')
  const form = await heldForm(world, 'sam', 'hand-over-order')
  await byMachine(world, 'kofi', 'put-back-preparation', { reason: 'Wrong size' })
  await byMachine(world, 'kofi', 'start-preparing')
  await byMachine(world, 'kofi', 'mark-ready')
  const late = await sent(world, 'sam', { ...form, receivedBy: 'patient', identity: 'yes' })
  deepStrictEqual(late.status, 409)
  await booksHold(world)
})

test('the page says who has the order, what the code is, and that it went back', async () => {
  const world = await openBench()
  await confirmed(world)
  const form = await heldForm(world, 'kofi', 'start-preparing')
  match((await sent(world, 'kofi', form)).html, /Maria’s order is yours to prepare/)
  const mark = await byMachine(world, 'kofi', 'mark-ready', { shelf: 'B3' })
  const { html } = await world.page(String(pick(mark.body, '_links', 'self', 'href')), 'kofi')
  const code = await codeOf(world)
  match(html, new RegExp(`Its code is ${code.slice(0, 3)} ${code.slice(3)}`))
  match(html, /collection shelf B3/)
  const wrong = await byMachine(world, 'maria', 'collect-order', { code: '000 000' })
  deepStrictEqual([stateIn(wrong.body), pick(wrong.body, 'code')], ['rejected', 'wrong'])
  for (let day = 0; day < 15; day += 1) pass(world, dayMs)
  const patients = await world.page(place, 'maria')
  match(patients.html, /was not collected/)
  ok(!patients.html.includes(code))
  await booksHold(world)
})
