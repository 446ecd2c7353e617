import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { approvalEvents } from '#modules/approvals/published.ts'
import { move } from './accounts.ts'
import { walletEvents } from './events.ts'

const visit = { kind: 'visit', id: storyId(5) }

test('a hold that was written before holds ran out waits for its process', () => {
  const postings = move(650, 'wallet.available', 'wallet.held')
  const before = { hold: storyId(3), amount: 650, for: visit, postings }
  assert.equal(walletEvents['MoneyHeld']?.version, 2)
  assert.deepEqual(walletEvents['MoneyHeld']?.upcasts?.[1]?.(before), { ...before, expires: null })
})

test('what was taken before there was goodwill held nothing of it', () => {
  const postings = move(650, 'wallet.held', 'revenue')
  const before = { hold: storyId(3), amount: 650, for: visit, postings }
  assert.equal(walletEvents['HeldMoneyTaken']?.version, 2)
  assert.deepEqual(walletEvents['HeldMoneyTaken']?.upcasts?.[1]?.(before), { ...before, gift: 0 })
})

test('requests are described once, for wallets as for everything', () => {
  for (const [type, description] of Object.entries(approvalEvents)) {
    assert.equal(walletEvents[type], description)
  }
})
