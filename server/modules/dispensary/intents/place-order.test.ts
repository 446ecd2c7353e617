import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { parseFields } from '#kernel/field.ts'
import { story, storyId } from '#kernel/story.ts'
import { insoles, maria, placedOrder, tape, tapeLine } from '../stories/order-story.ts'
import { placeOrder } from './place-order.ts'

const patient = { id: maria, role: 'patient', onBehalfOf: null }
const form = { patient: maria, lines: [{ item: tape, quantity: 2 }], total: 1990, note: '' }
const given = story(placeOrder)

test('an order is placed for the total that was accepted', () =>
  given().when(patient, form).thenEvents(placedOrder(tapeLine)))

test('an item named in two lines is asked for once, in the sum', () => {
  const lines = [
    { item: tape, quantity: 2 },
    { item: insoles, quantity: 1 },
    { item: tape, quantity: 3 },
  ]
  const { decision } = given().when(patient, { ...form, lines })
  deepStrictEqual(Array.isArray(decision) && decision[0]?.data.lines, [
    { item: tape, quantity: 5 },
    { item: insoles, quantity: 1 },
  ])
})

test('without an agreed total nothing is ordered', () =>
  given()
    .when(patient, { ...form, total: null })
    .thenRefused('total-missing'))

test('an order is placed once', () =>
  given(placedOrder(tapeLine)).when(patient, form).thenRefused('placed'))

test('a patient orders once their e-mail address is confirmed; the desk orders for them before', () => {
  const address = { email: 'maria@example.org', request: null, until: null, wanted: '' }
  const unproven = { facts: { address: { ...address, isConfirmed: false }, open: undefined } }
  given().when(patient, form, unproven).thenRefused('unconfirmed')
  given()
    .when(patient, form, { facts: { address: { ...address, isConfirmed: true }, open: undefined } })
    .thenEvents(placedOrder(tapeLine))
  const sam = { id: storyId(40), role: 'receptionist', onBehalfOf: null }
  given()
    .when(sam, form, { facts: { address: undefined, open: undefined } })
    .thenEvents(placedOrder(tapeLine))
})

test('the order is the patient’s, whoever types it', () =>
  deepStrictEqual(placeOrder.person?.(form, storyId(1)), maria))

test('the form begins with the patient themselves, or with the person whose page it was opened on', () => {
  const asking = { target: `order-${storyId(1)}`, at: 0, data: undefined, process: () => undefined }
  const sam = { id: storyId(40), role: 'receptionist', onBehalfOf: null }
  const prefill = (actor: typeof sam, person: string | null) =>
    placeOrder.prefill?.({ ...asking, actor, person }, { address: undefined, open: undefined })
  deepStrictEqual(prefill(patient, null), { patient: maria })
  deepStrictEqual(prefill(sam, maria), { patient: maria })
  deepStrictEqual(prefill(sam, null), {})
})

test('lines are typed flat, and the total may be left out for the check', () => {
  const typed = { patient: maria, 'item-1': tape, 'quantity-1': '2', 'quantity-2': '' }
  const expected = { ...form, total: null, remake: undefined }
  deepStrictEqual(parseFields(placeOrder.fields, typed), { value: expected })
  deepStrictEqual(parseFields(placeOrder.fields, { ...typed, total: '19.90' }), {
    value: { ...form, remake: undefined },
  })
})

test('a line is made again once, though two ask for it at the same moment', () => {
  const system = { id: 'system:remake', role: 'system', onBehalfOf: null }
  const remake = { order: storyId(51), item: tape, charge: 'none' } as const
  given()
    .when(system, { ...form, remake }, { facts: { address: undefined, open: undefined } })
    .thenEvents({ ...placedOrder(tapeLine), data: { ...placedOrder(tapeLine).data, remake } })
  const open = { id: storyId(52), number: 1052, state: 'placed' } as const
  given()
    .when(system, { ...form, remake }, { facts: { address: undefined, open } })
    .thenRefused('twice', { number: 1052 })
})
