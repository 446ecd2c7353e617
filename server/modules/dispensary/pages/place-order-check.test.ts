import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { createSay } from '#values/say.ts'
import { insolesLine, placedOrder, pricedOrder, tapeLine } from '../stories/order-story.ts'
import { checkOfOrder } from './place-order-check.ts'

const say = createSay({ zone: 'Europe/London', currency: 'GBP', names: () => 'Maria Santos' })
const names = new Map(
  [tapeLine, insolesLine].map(({ item, name, price }) => [item, { name, price }]),
)
const purse = { available: 4305, held: 4200 }
const money = (minor: number) => say.money(minor)

test('an order that would go through shows its lines, its tax and what is left', () => {
  const events = [
    placedOrder(tapeLine),
    pricedOrder(tapeLine),
    { type: 'MoneyHeld', data: { amount: 1990 } },
    { type: 'OrderConfirmed', data: { total: 1990, promised: null } },
  ]
  deepStrictEqual(checkOfOrder(events, purse, say, names), {
    asked: [{ name: 'Tape, 5 m', quantity: 2, price: money(995), sum: money(1990) }],
    total: money(1990),
    tax: [{ rate: 20, part: money(332) }],
    wallet: { available: money(4305), held: money(1990), leftAfter: money(2315) },
  })
})

test('an order that would be short shows the sum that is missing, and holds nothing', () => {
  const facts = { needed: 8500, available: 4305, held: 4200, gap: 4195 }
  const events = [
    placedOrder(insolesLine),
    pricedOrder(insolesLine),
    { type: 'OrderDenied', data: { code: 'short-money', facts } },
  ]
  const { short, denied, wallet } = checkOfOrder(events, purse, say, names)
  deepStrictEqual(wallet, undefined)
  deepStrictEqual(short, { needed: money(8500), available: money(4305), gap: money(4195) })
  deepStrictEqual(denied, {
    code: 'short-money',
    heading: '£41.95 short',
    advice: '£85.00 is needed, £43.05 is free in the wallet. Top up £41.95 first.',
  })
})

test('lines that were not priced are shown at their present price', () => {
  const facts = { n: 1, name: 'Tape, 5 m' }
  const events = [placedOrder(tapeLine), { type: 'OrderDenied', data: { code: 'max', facts } }]
  const { asked, total, denied } = checkOfOrder(events, undefined, say, names)
  deepStrictEqual(
    asked.map(({ name, sum }) => [name, sum.minor]),
    [['Tape, 5 m', 1990]],
  )
  deepStrictEqual(total, money(1990))
  deepStrictEqual(denied?.heading, 'too many Tape, 5 m')
})

test('what is not in the catalogue is shown as such, and a strange reason still has words', () => {
  const events = [placedOrder(tapeLine), { type: 'OrderDenied', data: { code: 'odd', facts: {} } }]
  const { asked, denied } = checkOfOrder(events, undefined, say, new Map())
  deepStrictEqual(asked[0]?.name, 'An item that is not sold')
  deepStrictEqual(denied, { code: 'odd', heading: 'it cannot be had', advice: 'Ask at the desk.' })
})
