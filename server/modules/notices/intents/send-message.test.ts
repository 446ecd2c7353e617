import assert from 'node:assert/strict'
import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import {
  askToConfirm,
  confirmQueued,
  confirmWritten,
  factsOf,
  orderQueued,
  orderReady,
  orderWritten,
  unproven,
  usual,
} from '../message-story.ts'
import { wantedAddress } from '../published.ts'
import { sendMessage } from './send-message.ts'

const given = story(sendMessage)
const system = { id: 'system:order', role: 'system', onBehalfOf: null }

test('what somebody should know is written, to be sent to the address on file', () =>
  given().when(system, orderReady, { facts: factsOf() }).thenEvents(orderQueued))

test('nobody is written to twice for one thing', () =>
  given(orderQueued).when(system, orderReady, { facts: factsOf() }).thenRefused('exists'))

test('an address that nobody confirmed gets the confirmation and nothing else', () => {
  const facts = factsOf({ patient: unproven })
  given().when(system, askToConfirm, { facts }).thenEvents(confirmQueued)
  given()
    .when(system, orderReady, { facts })
    .thenEvents({ type: 'MessageSuppressed', data: { ...orderWritten, why: 'unconfirmed' } })
})

test('an address that mail came back from gets the confirmation and nothing else', () => {
  const facts = factsOf({ bounced: true })
  given().when(system, askToConfirm, { facts }).thenEvents(confirmQueued)
  given()
    .when(system, orderReady, { facts })
    .thenEvents({ type: 'MessageSuppressed', data: { ...orderWritten, why: 'bounced' } })
})

test('whoever wants to read it here, or not at all, gets no mail', () => {
  for (const [channel, why] of [
    ['in-app', 'in-app'],
    ['none', 'refused'],
  ] as const) {
    const facts = factsOf({ preferences: { ...usual, orders: channel } })
    given()
      .when(system, orderReady, { facts })
      .thenEvents({ type: 'MessageSuppressed', data: { ...orderWritten, why } })
  }
})

test('what is about their record is written to them whatever they chose', () => {
  const facts = factsOf({ preferences: { ...usual, orders: 'none', reminders: 'none' } })
  given().when(system, askToConfirm, { facts }).thenEvents(confirmQueued)
})

test('without an address it stands here', () => {
  const facts = factsOf({ patient: { ...unproven, email: '' } })
  given()
    .when(system, orderReady, { facts })
    .thenEvents({ type: 'MessageSuppressed', data: { ...orderWritten, to: '', why: 'no-address' } })
})

test('a link to a new address goes to the new address, and nowhere if it was taken back', () => {
  const change = { ...askToConfirm, to: wantedAddress }
  const facts = factsOf({ patient: { ...unproven, wanted: 'new@example.org' } })
  const { decision } = given().when(system, change, { facts })
  assert.ok(Array.isArray(decision))
  assert.equal(decision[0].data.to, 'new@example.org')
  assert.equal(decision[0].data.address, 'given')
  given()
    .when(system, change, { facts: factsOf() })
    .thenEvents({
      type: 'MessageSuppressed',
      data: { ...confirmWritten, to: '', address: 'given', why: 'no-address' },
    })
})

test('the demo keeps what it would send', () =>
  given()
    .when(system, orderReady, { facts: factsOf({ demo: true }) })
    .thenEvents({ type: 'MessageKept', data: orderWritten }))
