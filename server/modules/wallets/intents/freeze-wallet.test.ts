import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import type { WalletEvents } from '../events.ts'
import { visitPaid } from '../wallet-story.ts'
import { freezeWallet } from './freeze-wallet.ts'

const given = story(freezeWallet)
const nora = { id: storyId(5), role: 'manager', onBehalfOf: null }
const opened: WalletEvents = { type: 'WalletOpened', data: { person: storyId(1) } }
const frozen: WalletEvents = { type: 'WalletFrozen', data: { reason: 'Disputed top-up' } }

test('a manager freezes a wallet after a dispute, and says why', () => {
  given(opened).when(nora, { reason: 'Disputed top-up', knowing: false }).thenEvents(frozen)
})

test('a frozen wallet is not frozen again', () => {
  given(opened, frozen)
    .when(nora, { reason: 'Disputed', knowing: false })
    .thenRefused('frozen-already', { since: storyTime })
})

test('there has to be a wallet', () => {
  given().when(nora, { reason: 'Disputed', knowing: false }).thenRefused('not-open')
})

test('a manager is told what is held, and that it goes on', () => {
  given(...visitPaid.slice(0, 3))
    .when(nora, { reason: 'Disputed', knowing: false })
    .thenRefused('holds', { held: 5_800, what: '1 visit' })
  given(...visitPaid.slice(0, 3))
    .when(nora, { reason: 'Disputed top-up', knowing: true })
    .thenEvents(frozen)
})
