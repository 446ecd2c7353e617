import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { maria } from '../stories/order-story.ts'
import { handedOver, handingOver, ready, sam, started, toPatient } from '../stories/ready-story.ts'
import { handOverOrder } from './hand-over-order.ts'

const given = story(handOverOrder)
const joe = { id: storyId(40), person: storyId(40), name: 'Joe Santos' }
const ana = { id: storyId(41), person: null, name: 'Ana Lima' }
const here = { facts: { collectors: [joe, ana], bad: [] }, person: maria }
const form = { proxy: null, receiver: '', consent: '', identity: true }
const patient = { ...form, receivedBy: 'patient' } as const
const proxy = { ...form, receivedBy: 'proxy' } as const
const to = (receiver: object) => ({
  ...toPatient,
  data: { ...toPatient.data, receivedBy: 'proxy', ...receiver },
})

test('a ready order is handed to the patient', () =>
  given(...ready)
    .when(sam, patient, here)
    .thenEvents(toPatient))

test('it is handed to whom the patient named, with or without a record here', () => {
  given(...ready)
    .when(sam, { ...proxy, proxy: joe.id }, here)
    .thenEvents(to({ proxy: joe.id }))
  given(...ready)
    .when(sam, { ...proxy, proxy: ana.id }, here)
    .thenEvents(to({ receiver: 'Ana Lima' }))
})

test('whoever was not named needs what the patient said to it', () => {
  const eve = { ...proxy, receiver: 'Eve' }
  given(...ready)
    .when(sam, eve, here)
    .thenRefused('not-proxy', { patient: maria })
  given(...ready)
    .when(sam, { ...eve, consent: 'Yes, on the phone' }, here)
    .thenEvents(to({ receiver: 'Eve', consent: 'Yes, on the phone' }))
  given(...ready)
    .when(sam, proxy, here)
    .thenRefused('nobody')
})

test('what is not ready, or gone, is not handed over', () => {
  given(...started)
    .when(sam, patient, here)
    .thenRefused('not-ready')
  given(...handingOver)
    .when(sam, patient, here)
    .thenRefused('handing-over')
  given(...handedOver)
    .when(sam, patient, here)
    .thenRefused('handed-over')
})

test('a lot that was recalled or expired meanwhile stays', () => {
  const bad = { lot: 'A1', name: 'Tape, 5 m', expires: '2026-11-20', recalled: false }
  const withBad = (one: typeof bad) => ({ ...here, facts: { ...here.facts, bad: [one] } })
  given(...ready)
    .when(sam, patient, withBad(bad))
    .thenRefused('expired-lot', { lot: 'A1', name: 'Tape, 5 m', day: '20 November 2026' })
  given(...ready)
    .when(sam, patient, withBad({ ...bad, recalled: true }))
    .thenRefused('recalled-lot', { lot: 'A1', name: 'Tape, 5 m' })
})
