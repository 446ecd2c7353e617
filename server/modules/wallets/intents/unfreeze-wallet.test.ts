import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import type { WalletEvents } from '../events.ts'
import { unfreezeWallet } from './unfreeze-wallet.ts'

const given = story(unfreezeWallet)
const nora = { id: storyId(5), role: 'manager', onBehalfOf: null }
const opened: WalletEvents = { type: 'WalletOpened', data: { person: storyId(1) } }
const frozen: WalletEvents = { type: 'WalletFrozen', data: { reason: 'Disputed top-up' } }
const unfrozen: WalletEvents = { type: 'WalletUnfrozen', data: { reason: 'Settled' } }

test('a wallet can be used again once the dispute is settled', () => {
  given(opened, frozen).when(nora, { reason: 'Settled' }).thenEvents(unfrozen)
})

test('only a frozen wallet is unfrozen', () => {
  given(opened).when(nora, { reason: 'Settled' }).thenRefused('not-frozen')
  given(opened, frozen, unfrozen).when(nora, { reason: 'Settled' }).thenRefused('not-frozen')
})
