import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Envelope } from '#kernel/event.ts'
import { stored, storyId } from '#kernel/story.ts'
import { tillStream } from '#modules/wallets/published.ts'
import { tillAddsUp } from './till.ts'
import { attempt, foundBy, nora, openBench, sam, withChange } from './wallet-moves.ts'

function top(amount: number, method: 'cash' | 'card', reference = '') {
  return {
    intent: 'top-up-wallet',
    by: sam,
    data: { amount, method, reference, second: false },
  }
}

/** Cash of £40 and £60 by card came in, £15 in cash were paid out; £100 of change lay in the drawer. */
function busyDay(): readonly Envelope[] {
  const bench = openBench()
  const out = { amount: 1_500, method: 'cash', reference: '', payee: true }
  const moves = [
    top(4_000, 'cash'),
    top(6_000, 'card', '004417'),
    { intent: 'pay-out-balance', by: nora, data: out },
  ]
  for (const move of moves) assert.equal(attempt(bench, move), undefined, move.intent)
  return bench.log
}

const place = (log: readonly Envelope[], version: number) => ({
  position: log.length + 1,
  stream: tillStream,
  version,
  actor: sam.id,
  role: sam.role,
  command: storyId(900 + log.length),
})

const none = { cash: 0, card: 0, transfer: 0 }
const expected = { cash: 12_500, card: 6_000, transfer: 0 }
const even = { number: 1, float: 10_000, expected, counted: expected, difference: none }

function closedDay(): readonly Envelope[] {
  const day = busyDay()
  const float = stored(
    { type: 'TillFloatSet', data: { amount: 10_000, was: 0 } },
    place(day, 1),
  ) as Envelope
  const log = [...day, float]
  const data = { ...even, left: 5_000, explanation: '' }
  const first = stored({ type: 'TillClosed', data }, place(log, 2)) as Envelope
  const later = [...log, first]
  const counts = { cash: 5_000, card: 0, transfer: 0 }
  const again = { number: 2, float: 5_000, expected: counts, counted: counts, difference: none }
  const second = stored(
    { type: 'TillClosed', data: { ...again, left: 5_000, explanation: '' } },
    place(later, 3),
  ) as Envelope
  return [...later, second]
}

const log = closedDay()
const [first, second] = log.filter(({ type }) => type === 'TillClosed') as [Envelope, Envelope]
const broken = (data: object) => foundBy(tillAddsUp, withChange(log, first, { data }))

test('a till that was closed as it should be is in order', () =>
  assert.deepEqual(foundBy(tillAddsUp, log), []))

test('a till that expects something else than was recorded is told', () => {
  const wrong = { ...expected, card: 5_000 }
  const found = broken({ expected: wrong, counted: wrong })
  assert.deepEqual(
    found.map(({ position, expected: due }) => [position, due]),
    [[first.position, 'cash 12500, card 6000, transfer 0 expected in the till']],
  )
})

test('money that came in before the till was closed and is not in it is told', () => {
  const cash = log.find(({ type }) => type === 'TopUpRecorded')
  const found = foundBy(
    tillAddsUp,
    log.filter((event) => event !== cash),
  )
  assert.deepEqual(
    found.map(({ position }) => position),
    [first.position],
  )
})

test('a difference that is told wrongly, or that nobody explained, is told', () => {
  const counted = { ...expected, cash: 12_420 }
  const difference = { ...none, cash: -80 }
  assert.deepEqual(broken({ counted, difference, explanation: 'Wrong change' }), [])
  assert.equal(broken({ counted, difference })[0]?.expected, 'an explanation of the difference')
  const told = broken({ counted, explanation: 'Wrong change' })
  assert.equal(told[0]?.expected, 'a difference of cash -80, card 0, transfer 0')
})

test('change that appears in the drawer overnight is told', () => {
  const found = broken({ left: 4_000 })
  assert.ok(found.length > 0)
  assert.ok(found.every(({ position }) => position === second.position))
})

test('a closing that was skipped is told', () =>
  assert.equal(broken({ number: 2 })[0]?.expected, 'closing 1'))
