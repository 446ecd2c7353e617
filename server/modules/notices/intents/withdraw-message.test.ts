import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { handedOver, orderQueued } from '../message-story.ts'
import { withdrawMessage } from './withdraw-message.ts'

const given = story(withdrawMessage)
const system = { id: 'system:visit', role: 'system', onBehalfOf: null }
const why = { why: 'This reminder is for a cancelled appointment' }
const withdrawn = { type: 'MessageWithdrawn', data: why }

test('a message that is no longer true is withdrawn, sent or not', () => {
  given(orderQueued).when(system, why).thenEvents(withdrawn)
  given(orderQueued, handedOver).when(system, why).thenEvents(withdrawn)
})

test('withdrawing what is not there, or was withdrawn, changes nothing', () => {
  given().when(system, why).thenEvents()
  given(orderQueued, withdrawn).when(system, why).thenEvents()
})
