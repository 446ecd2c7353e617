import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, storyId, storyTime } from '#kernel/story.ts'
import { answerWithinMs, checksAfterMs, nextCheck } from '../online.ts'
import { walletStream } from '../published.ts'
import { onlineTopUp } from './online-top-up.ts'

const topUp = storyId(7)
const stream = walletStream(storyId(1))
const begun = signal('TopUpStarted', { topUp, amount: 2_000 }, { stream })
const given = processStory(onlineTopUp)
const fired = (check: number) =>
  signal('TimerFired', { name: `check-${check}`, due: storyTime + (checksAfterMs[check] ?? 0) })
const facts = { amount: 2_000 }
const minuteMs = 60_000

test('the bank is asked a minute after it was begun', () =>
  given()
    .when(begun)
    .thenActs({ do: 'timer', name: 'check-0', due: storyTime + minuteMs }))

test('each time it is asked by a message of its own, and the next time is set', () => {
  const body = { topUp, person: storyId(1), amount: 2_000 }
  given(begun)
    .when(fired(0))
    .thenActs(
      {
        do: 'deliver',
        key: `payment:${topUp}:0`,
        channel: 'payments',
        person: storyId(1),
        body,
      },
      { do: 'timer', name: 'check-1', due: storyTime + 5 * minuteMs },
    )
})

test('it is asked less and less often, and given up after a day', () => {
  const dues = checksAfterMs.map((_, check) => {
    const { acts } = given(begun).when(fired(check), storyTime + 90 * 24 * 3_600_000)
    const timer = acts[1]
    return timer?.do === 'timer' ? timer.due - storyTime : undefined
  })
  deepEqual(dues, [...checksAfterMs.slice(1), answerWithinMs])
  given(begun)
    .when(signal('TimerFired', { name: 'give-up', due: storyTime + answerWithinMs }))
    .thenActs({ do: 'stuck', as: 'The bank has not said within a day whether it was paid' })
})

test('the bank’s word ends it, even after it was given up', () => {
  const stuck = signal('ProcessStuck', {})
  const paid = signal('TopUpRecorded', { method: 'online', reference: topUp }, { stream })
  for (const before of [[begun], [begun, stuck]])
    given(...before)
      .when(paid)
      .thenActs({ do: 'answer', as: 'succeeded', facts }, { do: 'end', as: 'recorded' })
  given(begun)
    .when(signal('TopUpFailed', { topUp, amount: 2_000 }, { stream }))
    .thenActs(
      { do: 'answer', as: 'rejected', code: 'not-paid', facts },
      { do: 'end', as: 'not paid' },
    )
})

test('what pages promise is when the bank is asked', () => {
  equal(nextCheck(storyTime, storyTime), storyTime + minuteMs)
  equal(nextCheck(storyTime, storyTime + minuteMs), storyTime + 5 * minuteMs)
  equal(nextCheck(storyTime, storyTime + answerWithinMs), undefined)
})
