import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultSwitches, switchMemory } from './fault-switches.ts'

const process = 'registration'
const openWallet = { process, intent: 'open-wallet' }
const named = (...names: readonly string[]) => new Map(names.map((name) => [name, name]))
const known = { processes: named('order', process), intents: named('record-person', 'open-wallet') }
const switches = (memory = switchMemory()) => faultSwitches(known, memory)
const struck = (intent: string, more: object = {}) => ({
  intent,
  target: '',
  attempt: 1,
  asked: 0,
  process: 'registration',
  ...more,
})

test('nothing is struck until a switch is turned, and then only that step of that process', () => {
  const { turn, strike } = switches()
  assert.equal(strike(struck('open-wallet')), undefined)
  turn(openWallet, 'hang', 1)
  assert.deepEqual(strike(struck('open-wallet')), { do: 'hang' })
  assert.equal(strike(struck('record-person')), undefined)
  assert.equal(strike(struck('open-wallet', { process: 'order' })), undefined)
  assert.equal(strike(struck('open-wallet', { process: null })), undefined)
})

test('a fault strikes so many tries, or so many times that is asked', () => {
  const { turn, strike } = switches()
  turn(openWallet, 'lose', 2)
  assert.deepEqual(strike(struck('open-wallet', { asked: 1 })), { do: 'lose' })
  assert.equal(strike(struck('open-wallet', { asked: 2 })), undefined)
  turn(openWallet, 'fail', 2)
  assert.equal(strike(struck('open-wallet', { attempt: 2 })), 'Made to fail in the workshop.')
  assert.equal(strike(struck('open-wallet', { attempt: 3 })), undefined)
})

test('a crash strikes once and is over, also for the thread that comes after', () => {
  const memory = switchMemory()
  const first = switches(memory)
  first.turn(openWallet, 'crash', 1)
  const other = switches(memory)
  assert.equal(other.strike(struck('open-wallet')), 'crash')
  assert.equal(switches(memory).strike(struck('open-wallet')), undefined)
  assert.deepEqual(first.at(openWallet), { kind: 'none', times: 0 })
})

test('a step without a switch cannot be turned', () => {
  const { turn, at, strike } = switches()
  turn({ process, intent: 'top-up-wallet' }, 'refuse', 1)
  assert.deepEqual(at({ process, intent: 'top-up-wallet' }), { kind: 'none', times: 0 })
  assert.equal(strike(struck('record-person')), undefined)
  assert.equal(strike(struck('open-wallet')), undefined)
})
