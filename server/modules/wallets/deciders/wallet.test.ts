import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evolve } from '#kernel/decider.ts'
import { type AnyIntent, anyIntent } from '#kernel/intent.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'
import { freezeWallet } from '../intents/freeze-wallet.ts'
import { holdMoney } from '../intents/hold-money.ts'
import { openWallet } from '../intents/open-wallet.ts'
import { releaseHeldMoney } from '../intents/release-held-money.ts'
import { takeHeldMoney } from '../intents/take-held-money.ts'
import { topUpWallet } from '../intents/top-up-wallet.ts'
import { unfreezeWallet } from '../intents/unfreeze-wallet.ts'
import { walletStream } from '../published.ts'
import { type Wallet, wallet } from './wallet.ts'

const person = storyId(1)

/** Coins in a purse, and coins in envelopes with a name on each: all there is to a wallet. */
type Purse = {
  free: number
  frozen: boolean
  readonly envelopes: Map<
    string,
    { coins: number; first: number; end: 'taken' | 'released' | null }
  >
}

/** What is asked for, and what becomes of the purse: the code of its refusal, or nothing. */
type Move = {
  readonly intent: AnyIntent
  readonly data: object
  act(purse: Purse): string | undefined
}

const reason = 'So it was decided'
const purpose = (id: string) => ({ kind: 'order', id })

function topUp(amount: number): Move {
  return {
    intent: anyIntent(topUpWallet),
    data: { amount, method: 'cash', reference: '', second: false },
    act(purse) {
      if (amount > 5_000) return 'limit'
      purse.free += amount
      return undefined
    },
  }
}

function hold(id: string, amount: number): Move {
  return {
    intent: anyIntent(holdMoney),
    data: { hold: id, amount, for: purpose(id) },
    act(purse) {
      if (purse.frozen) return 'frozen'
      const known = purse.envelopes.get(id)
      if (known) return known.end === null && known.first === amount ? undefined : 'hold-used'
      if (purse.free < amount) return 'short'
      purse.free -= amount
      purse.envelopes.set(id, { coins: amount, first: amount, end: null })
      return undefined
    },
  }
}

function takeOut(id: string, amount: number): Move {
  return {
    intent: anyIntent(takeHeldMoney),
    data: { hold: id, amount },
    act(purse) {
      const known = purse.envelopes.get(id)
      if (!known) return 'not-held'
      if (known.end !== null) return 'closed'
      if (amount > known.coins) return 'over'
      purse.free += known.coins - amount
      purse.envelopes.set(id, { ...known, coins: 0, end: 'taken' })
      return undefined
    },
  }
}

function release(id: string): Move {
  return {
    intent: anyIntent(releaseHeldMoney),
    data: { hold: id, reason },
    act(purse) {
      const known = purse.envelopes.get(id)
      if (known?.end !== null) return undefined
      purse.free += known.coins
      purse.envelopes.set(id, { ...known, coins: 0, end: 'released' })
      return undefined
    },
  }
}

const freeze: Move = {
  intent: anyIntent(freezeWallet),
  data: { reason },
  act(purse) {
    if (purse.frozen) return 'frozen-already'
    purse.frozen = true
    return undefined
  },
}

const unfreeze: Move = {
  intent: anyIntent(unfreezeWallet),
  data: { reason },
  act(purse) {
    if (!purse.frozen) return 'not-frozen'
    purse.frozen = false
    return undefined
  },
}

const openAgain: Move = { intent: anyIntent(openWallet), data: { person }, act: () => 'exists' }

const id = fc.integer({ min: 11, max: 14 }).map(storyId)
const coins = fc.integer({ min: 1, max: 6_000 })
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: coins.map(topUp) },
  { weight: 4, arbitrary: fc.tuple(id, coins).map(([one, amount]) => hold(one, amount)) },
  { weight: 2, arbitrary: fc.tuple(id, coins).map(([one, amount]) => takeOut(one, amount)) },
  { weight: 2, arbitrary: id.map(release) },
  { weight: 1, arbitrary: fc.constantFrom(freeze, unfreeze, unfreeze, openAgain) },
)

const clinic = { zone: 'Europe/London', topUpLimit: 5_000 }

/** Does it as the worker would, and answers the code of the refusal, if it is one. */
function carryOut(state: Wallet, { intent, data }: Move): readonly [Wallet, string | undefined] {
  const context = {
    command: storyId(8),
    target: walletStream(person),
    person,
    at: storyTime,
    actor: { id: 'system:order', role: 'system', onBehalfOf: null },
    facts: { clinic, uses: [], using: undefined },
    id: (label: string) => label,
    isSecret: () => false,
    data,
  }
  const decision = intent.needs?.(state, context) ?? intent.decide(state, context)
  if (isRefusal(decision)) return [state, decision.code]
  const next = decision.reduce<unknown>(
    (before, event) => evolve(wallet as never, before, stored(event)),
    state,
  )
  return [next as Wallet, undefined]
}

function seenIn(state: Wallet): object {
  if (state.status === 'none') return {}
  const holds = Object.entries(state.holds).map(([one, { left, status }]) => [one, left, status])
  return { free: state.available, held: state.held, frozen: state.status === 'frozen', holds }
}

function expectedOf({ free, frozen, envelopes }: Purse): object {
  const holds = [...envelopes].map(([one, { coins: left, end }]) => [one, left, end ?? 'open'])
  const held = [...envelopes.values()].reduce((sum, { coins: inside }) => sum + inside, 0)
  return { free, held, frozen, holds }
}

test('a wallet does and refuses what a purse with envelopes would', () => {
  const [opened] = carryOut(wallet.initialState, openAgain)
  fc.assert(
    fc.property(fc.array(move, { maxLength: 50 }), (moves) => {
      const purse: Purse = { free: 0, frozen: false, envelopes: new Map() }
      let state = opened
      for (const one of moves) {
        const [next, code] = carryOut(state, one)
        deepEqual(code, one.act(purse), one.intent.name)
        deepEqual(seenIn(next), expectedOf(purse), one.intent.name)
        state = next
      }
    }),
    { seed: 20_261_123, numRuns: 300 },
  )
})
