import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { maria } from '../stories/order-story.ts'
import { handedOver, patient, ready, started, toPatient } from '../stories/ready-story.ts'
import { collectOrder } from './collect-order.ts'

const given = story(collectOrder)
const here = { facts: { bad: [], misses: [] }, person: maria }
const right = { code: '042815' }
const wrong = { code: '042816' }
const byCode = { ...toPatient.data, identityChecked: false, by: 'code' } as const
const missed = (left: number) => ({ type: 'CollectionCodeMissed', data: { left } }) as const

test('the patient collects with the code', () =>
  given(...ready)
    .when(patient, right, here)
    .thenEvents({ type: 'OrderHandOverStarted', data: byCode }))

test('somebody who collects for them is noted as the one who did', () => {
  const joe = { id: storyId(40), role: 'patient', onBehalfOf: maria }
  given(...ready)
    .when(joe, right, here)
    .thenEvents({
      type: 'OrderHandOverStarted',
      data: { ...byCode, receivedBy: 'proxy', proxy: joe.id },
    })
})

test('a wrong code is counted, and after five the code is dead', () => {
  given(...ready)
    .when(patient, wrong, here)
    .thenEvents(missed(4))
  given(...ready, missed(1))
    .when(patient, wrong, here)
    .thenEvents(missed(0))
  given(...ready, missed(0))
    .when(patient, right, here)
    .thenRefused('code-dead')
})

test('a new code counts anew, and the old one is wrong', () => {
  const renewed = { type: 'CollectionCodeRenewed', data: { code: '111222' } }
  given(...ready, missed(0), renewed)
    .when(patient, right, here)
    .thenEvents(missed(4))
})

test('what is not ready, gone, or back on the shelf is not collected', () => {
  given(...started)
    .when(patient, right, here)
    .thenRefused('preparing')
  given(...handedOver)
    .when(patient, right, here)
    .thenRefused('handed-over')
  const putBack = { type: 'OrderPuttingBackStarted', data: { reason: 'Not collected' } }
  given(...ready, putBack, { type: 'OrderLapsed', data: {} })
    .when(patient, right, here)
    .thenRefused('late', { on: storyTime })
})

test('what must not leave the house is not given by a code', () => {
  const bad = { lot: 'A1', name: 'Tape, 5 m', expires: null, recalled: true }
  given(...ready)
    .when(patient, right, { ...here, facts: { bad: [bad], misses: [] } })
    .thenRefused('look-first')
})

test('a screen at which five codes were wrong lately waits, and only that screen', () => {
  const minute = 60_000
  const ago = (...minutes: readonly number[]) => ({
    ...here,
    facts: { bad: [], misses: minutes.map((one) => storyTime - one * minute) },
  })
  const kiosk = { id: storyId(40), role: 'kiosk', onBehalfOf: null }
  given(...ready)
    .when(kiosk, right, ago(0, 1, 2, 2, 4))
    .thenRefused('too-often', { until: storyTime + minute })
  given(...ready)
    .when(kiosk, right, ago(0, 1, 2, 2))
    .thenEvents({ type: 'OrderHandOverStarted', data: byCode })
  given(...ready)
    .when({ ...kiosk, role: 'receptionist' }, right, ago(0, 1, 2, 2, 4))
    .thenEvents({ type: 'OrderHandOverStarted', data: byCode })
})
