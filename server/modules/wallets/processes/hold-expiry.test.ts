import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, stored, storyId, storyTime } from '#kernel/story.ts'
import { held, visit } from '../wallet-story.ts'
import { holdExpiry } from './hold-expiry.ts'

const given = processStory(holdExpiry)
const hold = visit.id
const stream = `wallet-${storyId(1)}`
const expires = storyTime + 600_000
const begun = signal('MoneyHeld', held(hold, 4_200, expires).data, { stream })
const over = signal('TimerFired', { name: 'expiry', due: expires })
const reason = 'The time it was held for is over'
const ended = (as: string) => ({ do: 'end', as }) as const

test('a deposit is let go when its time is over', () => {
  given().when(begun).thenActs({ do: 'timer', name: 'expiry', due: expires })
  given(begun).when(over).thenActs({
    do: 'send',
    step: 'release',
    intent: 'release-held-money',
    target: stream,
    data: { hold, reason },
  })
  given(begun, over).when(signal('HeldMoneyReleased', { hold })).thenActs()
  given(begun, over)
    .when(signal('StepSucceeded', { step: 'release' }))
    .thenActs(ended('expired'))
})

test('what is taken or let go before is no longer waited for', () => {
  given(begun).when(signal('HeldMoneyTaken', { hold })).thenActs(ended('closed'))
  given(begun).when(signal('HeldMoneyReleased', { hold })).thenActs(ended('closed'))
})

test('a hold without a time has no process of its own', () => {
  const route = (at: number | null) => holdExpiry.route(stored(held(hold, 4_200, at)))
  assert.equal(route(null), undefined)
  assert.equal(route(expires), hold)
})
