import { orderStream } from '#modules/dispensary/published.ts'
import { type Draw, oneOf } from './random.ts'
import type { BenchOrder, Chance, Scene } from './scene.ts'
import { staff } from './staff-actor.ts'

/** What is seen of the bench, and who works there. */
type Bench = Pick<Scene, 'at' | 'receptionist' | 'dispenser' | 'orders'>

const minuteMs = 60_000
const preparingMs = 4 * minuteMs
const waitingMs = 5 * minuteMs
// A visitor who takes the dispenser's seat still finds something to prepare.
const leftForVisitors = 3
const atOnce = 2
const shelves = ['A1', 'A3', 'B1', 'B2', 'C1', 'C3']
const putBackReasons = [
  'Called away to the treatment room',
  'The pack was torn: a new one is looked for',
]

function claiming({ orders, dispenser }: Bench): readonly Chance[] {
  const waiting = orders.filter(({ state }) => state === 'confirmed')
  const prepared = orders.filter(({ state }) => state === 'preparing')
  const [oldest] = waiting
  if (!oldest || waiting.length <= leftForVisitors || prepared.length >= atOnce) return []
  const actor = staff(dispenser, 'dispenser')
  const target = orderStream(oldest.id)
  return [{ weight: 4, doing: { intent: 'start-preparing', target, actor, data: {} } }]
}

function preparing({ orders, dispenser, at }: Bench, draw: Draw): readonly Chance[] {
  const one = orders.find(
    ({ state, claimedAt }) => state === 'preparing' && at - claimedAt >= preparingMs,
  )
  if (!one) return []
  const actor = staff(dispenser, 'dispenser')
  const target = orderStream(one.id)
  const ready = { lines: one.picks, shelf: oneOf(draw, shelves) ?? '' }
  const back = { reason: oneOf(draw, putBackReasons) ?? '' }
  return [
    { weight: 6, doing: { intent: 'mark-ready', target, actor, data: ready } },
    { weight: 1, doing: { intent: 'put-back-preparation', target, actor, data: back } },
  ]
}

/** Who stands at the desk: whom the patient named to collect, where they named somebody. */
function receiver({ collectors }: BenchOrder): object {
  const [named] = collectors
  const nobodyElse = { receiver: '', consent: '', identity: true }
  if (!named) return { receivedBy: 'patient', proxy: null, ...nobodyElse }
  return { receivedBy: 'proxy', proxy: named.id, ...nobodyElse }
}

function collecting({ orders, receptionist, at }: Bench, draw: Draw): readonly Chance[] {
  const lain = orders.filter(({ state, readyAt }) => state === 'ready' && at - readyAt >= waitingMs)
  const one = oneOf(draw, lain)
  if (!one) return []
  const actor = staff(receptionist, 'receptionist')
  const target = orderStream(one.id)
  return [{ weight: 4, doing: { intent: 'hand-over-order', target, actor, data: receiver(one) } }]
}

/** What may happen at the bench and at the desk where orders are collected. Pure. */
export function benchWork(bench: Bench, draw: Draw): readonly Chance[] {
  return [...claiming(bench), ...preparing(bench, draw), ...collecting(bench, draw)]
}
