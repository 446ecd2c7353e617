import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { benchWork } from './bench-work.ts'
import { drawsFrom } from './random.ts'
import type { BenchOrder, Scene } from './scene.ts'

const minuteMs = 60_000
const at = 100 * minuteMs

function order(number: number, state: BenchOrder['state'], since = at): BenchOrder {
  const [id, patient] = [storyId(number), storyId(100 + number)]
  return { id, patient, state, claimedAt: since, readyAt: since, picks: [], collectors: [] }
}

const scene: Pick<Scene, 'at' | 'receptionist' | 'dispenser'> = {
  at,
  receptionist: storyId(2),
  dispenser: storyId(3),
}

function workOn(...orders: readonly BenchOrder[]) {
  return benchWork({ ...scene, orders }, drawsFrom(5)).map(({ doing }) => doing)
}

const waiting = [1, 2, 3, 4].map((number) => order(number, 'confirmed'))

test('the dispenser claims the oldest order, and leaves three on the bench for visitors', () => {
  const [claim] = workOn(...waiting)
  assert.equal(claim?.intent, 'start-preparing')
  assert.equal(claim?.target, `order-${storyId(1)}`)
  assert.equal(claim?.actor.id, scene.dispenser)
  assert.deepEqual(workOn(...waiting.slice(1)), [])
})

test('nobody prepares more than two orders at once', () => {
  assert.deepEqual(workOn(...waiting, order(8, 'preparing'), order(9, 'preparing')), [])
})

test('preparing takes a while; then the order is ready, or sometimes goes back on the bench', () => {
  assert.deepEqual(workOn(order(8, 'preparing', at - 3 * minuteMs)), [])
  const intents = workOn(order(8, 'preparing', at - 4 * minuteMs)).map(({ intent }) => intent)
  assert.deepEqual(intents, ['mark-ready', 'put-back-preparation'])
})

test('a ready order is handed to the patient, or to whom they named', () => {
  const ready = order(8, 'ready', at - 5 * minuteMs)
  const [toPatient] = workOn(ready)
  assert.partialDeepStrictEqual(toPatient?.data, { receivedBy: 'patient', proxy: null })
  const collectors = [{ id: storyId(9), person: storyId(9), name: 'Gwen Parry' }]
  const [toProxy] = workOn({ ...ready, collectors })
  assert.partialDeepStrictEqual(toProxy?.data, { receivedBy: 'proxy', proxy: storyId(9) })
})
