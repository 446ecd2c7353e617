import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import type { ClinicSettings } from '#modules/clinic/published.ts'
import {
  given as gift,
  held,
  nora,
  paidOut,
  taken,
  toppedUp,
  visit,
  walletOpened,
} from '../wallet-story.ts'
import { payOutBalance } from './pay-out-balance.ts'

const given = story(payOutBalance)
const clinic = { zone: 'Europe/London' } as ClinicSettings
const about = { facts: { clinic, wallet: undefined }, person: storyId(1) }
const cash = (amount: number) => ({ amount, method: 'cash' as const, reference: '', payee: true })

test('a manager gives somebody their money back', () =>
  given(walletOpened, toppedUp(5_000)).when(nora, cash(5_000), about).thenEvents(paidOut(5_000)))

test('what the clinic gave stays', () =>
  given(walletOpened, toppedUp(2_000), gift(1_000))
    .when(nora, cash(2_500), about)
    .thenRefused('goodwill', { gift: 1_000, most: 2_000 }))

test('what is held is not paid out', () =>
  given(walletOpened, toppedUp(2_000), held(visit.id, 1_500))
    .when(nora, cash(600), about)
    .thenRefused('over', { available: 500, most: 500 }))

test('a gift is spent first, so that what was paid in can be paid out', () =>
  given(
    walletOpened,
    toppedUp(2_000),
    gift(1_000),
    held(visit.id, 1_500),
    taken(visit.id, 1_500, 1_000),
  )
    .when(nora, cash(1_500), about)
    .thenEvents(paidOut(1_500)))

test('while a gift may be spent by a hold, no more leaves than was paid in', () =>
  given(walletOpened, toppedUp(1_000), gift(1_000), held(visit.id, 500))
    .when(nora, cash(1_001), about)
    .thenRefused('goodwill', { gift: 500, most: 1_000 }))

test('a wallet of gifts alone has nothing to pay out', () =>
  given(walletOpened, gift(1_000))
    .when(nora, cash(1), about)
    .thenRefused('nothing', { gift: 1_000 }))

test('nothing leaves a frozen wallet', () =>
  given(walletOpened, toppedUp(5_000), { type: 'WalletFrozen', data: { reason: 'Disputed' } })
    .when(nora, cash(100), about)
    .thenRefused('frozen', { since: storyTime }))

test('a transfer has a reference', () =>
  given(walletOpened, toppedUp(5_000))
    .when(nora, { ...cash(100), method: 'transfer' }, about)
    .thenRefused('reference-missing', { method: 'transfer' }))

test('nobody pays themselves out', () =>
  given(walletOpened, toppedUp(5_000))
    .when({ ...nora, id: storyId(1) }, cash(100), about)
    .thenRefused('self'))
