import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { itemStream } from '#modules/dispensary/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { undoneLeavesNothing } from './compensation.ts'
import { foundBy } from './wallet-moves.ts'
import { type Written, writtenLog } from './written-log.ts'

const [order, patient, tape] = [storyId(21), storyId(31), storyId(1)]
const process = `process.order-${order}`
const held = { hold: order, for: { kind: 'order', id: order } }
const lots = [{ lot: '', quantity: 1 }]

const ofProcess = (type: string, data: object): Written => [process, { type, data }]

type Effect = (step: string) => Written

const did = (
  step: string,
  effect: Effect,
  undoneBy: string | null = 'undo',
): readonly Written[] => [
  ofProcess('StepSent', { step }),
  effect(step),
  ofProcess('StepSucceeded', { step, undoneBy }),
]
const undid = (step: string, effect?: Effect): readonly Written[] => [
  ofProcess('StepSent', { step: `undo:${step}`, undoes: step }),
  ...(effect ? [effect(`undo:${step}`)] : []),
  ofProcess('StepUndone', { step }),
]
const byStep =
  (stream: string, type: string, data: object): Effect =>
  (step) => [stream, { type, data }, { step: `${process}/${step}` }]
const inWallet = (type: string, amount: number) =>
  byStep(walletStream(patient), type, { ...held, line: order, amount })
const onShelf = (type: string, quantity: number) =>
  byStep(itemStream(tape), type, { order, quantity, lot: '', lots, toShelf: true })

// An order of two, one of them short, that was handed out and paid, and then undone as a whole.
const done: readonly Written[] = [
  ...did('hold-money', inWallet('MoneyHeld', 1_000)),
  ...did('reserve-stock', onShelf('StockReserved', 2)),
  ...did('pick-stock', onShelf('StockReleased', 1), null),
  ...did('release-part', inWallet('HeldMoneyReleased', 500), null),
  ...did('hand-out-stock', onShelf('StockHandedOut', 1)),
  ...did('take-held-money', inWallet('HeldMoneyTaken', 500)),
]
const undone: readonly Written[] = [
  ofProcess('CompensationStarted', { reason: 'The desk undid it' }),
  ...undid('take-held-money', inWallet('MoneyRefunded', 500)),
  ...undid('hand-out-stock', onShelf('StockReturned', 1)),
  ...undid('reserve-stock'),
  ...undid('hold-money'),
  ofProcess('CompensationEnded', { undone: 4 }),
]
const found = (...written: readonly Written[]) =>
  foundBy(undoneLeavesNothing, writtenLog(...written))
const withoutType = (type: string) => undone.filter(([, event]) => event.type !== type)

test('goods that came back and money that was refunded leave nothing to be undone', () =>
  deepEqual(found(...done, ...undone), []))

test('money that was taken and is not refunded when all is undone is told', () => {
  const [told, ...others] = found(...done, ...withoutType('MoneyRefunded'))
  deepEqual(others, [])
  deepEqual(told?.found, `500 left of taken of ${order}`)
})

test('a refund that is undone again is told', () => {
  const again = inWallet('RefundUndone', 200)('undo:take-held-money')
  const whole = [...done, ...undone.slice(0, -1), again, ...undone.slice(-1)]
  deepEqual(
    found(...whole).map((one) => one.found),
    [`200 left of taken of ${order}`],
  )
})

test('a refund of what was paid long before is undone whole, or that is told', () => {
  const refunded = did('refund', inWallet('MoneyRefunded', 300))
  const undoing = ofProcess('CompensationStarted', { reason: 'The desk undid it' })
  const ended = ofProcess('CompensationEnded', { undone: 1 })
  const { command = '' } = writtenLog(...refunded)[1] ?? {}
  const back = (amount: number) =>
    undid(
      'refund',
      byStep(walletStream(patient), 'RefundUndone', { line: order, refund: command, amount }),
    )
  deepEqual(found(...refunded, undoing, ...back(300), ended), [])
  deepEqual(
    found(...refunded, undoing, ...back(200), ended).map((one) => one.found),
    [`100 left of refund ${command}`],
  )
})

test('goods that were handed out and did not come back when all is undone are told', () => {
  const [told, ...others] = found(...done, ...withoutType('StockReturned'))
  deepEqual(others, [])
  deepEqual(told?.found, `1 left of ${itemStream(tape)} out for ${order}`)
})

test('what is neither taken nor let go of a hold when all is undone is told', () => {
  const kept = done.filter(([, event]) => event.type !== 'HeldMoneyReleased')
  deepEqual(
    found(...kept, ...undone).map((one) => one.found),
    [`500 left of hold ${order}`],
  )
})
