import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { closeNewWallet } from './close-new-wallet.ts'

const given = story(closeNewWallet)
const registration = { id: 'system:registration', role: 'system', onBehalfOf: storyId(2) }
const person = storyId(1)
const opened = { type: 'WalletOpened', data: { person } }
const paidIn = {
  type: 'TopUpRecorded',
  data: {
    amount: 500,
    method: 'cash',
    reference: '',
    day: '2026-11-23',
    second: false,
    postings: [],
  },
}

test('a wallet that nobody has used goes with the registration that opened it', () =>
  given(opened)
    .when(registration, { person })
    .thenEvents({ type: 'NewWalletClosed', data: { person } }))

test('where there is no wallet, or none any more, there is nothing to close', () => {
  given().when(registration, { person }).thenEvents()
  given(opened, { type: 'NewWalletClosed', data: { person } })
    .when(registration, { person })
    .thenEvents()
})

test('a wallet with money in it stays', () =>
  given(opened, paidIn).when(registration, { person }).thenRefused('used'))

test('a frozen wallet stays', () =>
  given(opened, { type: 'WalletFrozen', data: { reason: 'A dispute' } })
    .when(registration, { person })
    .thenRefused('used'))
