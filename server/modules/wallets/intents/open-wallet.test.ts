import assert from 'node:assert/strict'
import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { openWallet } from './open-wallet.ts'

const given = story(openWallet)
const registration = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const person = storyId(1)
const opened = { type: 'WalletOpened' as const, data: { person } }

test('a person gets a wallet of their own', () => {
  given().when(registration, { person }).thenEvents(opened)
  assert.equal(openWallet.person?.({ person }, storyId(1)), person)
})

test('a person has one wallet', () => {
  given(opened).when(registration, { person }).thenRefused('exists')
})
