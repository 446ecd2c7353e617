import { deepEqual, equal, match } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import { openApprovals } from '#modules/approvals/published.ts'
import { ids, openDesk } from '../../testing/desk.ts'
import type { World } from '../../testing/world.ts'
import { postingsOf, sumsOf, trialBalance } from './ledger-queries.ts'
import { openHolds, walletOf, walletStream } from './published.ts'

const actor = (id: string, role: string): Actor => ({ id, role, onBehalfOf: null })
const sam = actor(ids.sam, 'receptionist')
const nora = actor(ids.nora, 'manager')
const visits: Actor = { id: 'system:visits', role: 'system', onBehalfOf: ids.sam }
const wallet = walletStream(ids.maria)
const hourMs = 3_600_000

describe('Maria’s wallet, in a store', () => {
  let world: World
  let asked = 800

  async function ask(intent: string, by: Actor, data: object): Promise<string | undefined> {
    asked += 1
    const id = storyId(asked)
    await world.store.submit({ id, intent, target: wallet, actor: by, data })
    const command = await world.store.command(id, 1_000)
    return command?.outcome.code ?? command?.state
  }

  async function letPass(ms: number): Promise<void> {
    const until = world.clock.at + ms
    const { writer, settleAll } = world.store
    for (let due = writer.nextDue(); due !== undefined && due <= until; due = writer.nextDue()) {
      world.clock.at = Math.max(due, world.clock.at)
      settleAll()
    }
    world.clock.at = until
  }

  const amounts = async () => {
    const found = await world.store.query(walletOf(ids.maria))
    return [found?.available, found?.held, found?.taken]
  }
  const endings = async () => {
    const found = await world.store.query(
      rows<{ as: string }>(
        `SELECT ended_as AS "as" FROM {processes} WHERE name = 'hold-expiry' ORDER BY ended_as`,
      ),
    )
    return found.map((one) => one.as)
  }
  const visit = (number: number, amount: number, expires?: number) => {
    const hold = storyId(number)
    return { hold, amount, for: { kind: 'visit', id: hold }, ...(expires ? { expires } : {}) }
  }

  before(async () => {
    world = await openDesk()
  })
  after(() => world.close())

  test('a deposit is let go within a minute of its time, and its process is over', async () => {
    const expires = world.clock.at + hourMs
    equal(await ask('hold-money', visits, visit(701, 1_000, expires)), 'succeeded')
    deepEqual(await amounts(), [4_000, 1_000, 0])
    await letPass(hourMs - 1)
    equal((await world.store.query(openHolds(ids.maria)))[0]?.expires, expires)
    await letPass(1_000)
    deepEqual(await amounts(), [5_000, 0, 0])
    deepEqual(await endings(), ['expired'])
  })

  test('one that is taken in time is not let go any more', async () => {
    const expires = world.clock.at + hourMs
    await ask('hold-money', visits, visit(702, 4_200, expires))
    equal(await ask('take-held-money', visits, { hold: storyId(702), amount: 4_200 }), 'succeeded')
    deepEqual(await endings(), ['closed', 'expired'])
    await letPass(2 * hourMs)
    deepEqual(await amounts(), [800, 0, 4_200])
  })

  test('Sam sends a refund to Nora, who approves it once', async () => {
    const form = { line: storyId(702), amount: 3_000, reason: 'The visit was cut short' }
    equal(await ask('refund-to-wallet', sam, { ...form, ask: false }), 'limit')
    equal(await ask('refund-to-wallet', sam, { ...form, ask: true }), 'succeeded')
    deepEqual(await amounts(), [800, 0, 4_200])
    const [open] = await world.store.query(openApprovals(10))
    const decision = { request: open?.request }
    equal(await ask('approve-wallet-request', sam, decision), 'forbidden')
    equal(await ask('approve-wallet-request', nora, decision), 'succeeded')
    deepEqual(await amounts(), [3_800, 0, 1_200])
    equal(await ask('approve-wallet-request', nora, decision), 'no-request')
    deepEqual(await world.store.query(openApprovals(10)), [])
  })

  test('goodwill is shown with its reason, and is not paid out', async () => {
    const reason = 'She waited an hour'
    equal(await ask('give-goodwill', nora, { amount: 1_000, reason, ask: false }), 'succeeded')
    const paid = { amount: 3_801, method: 'cash', reference: '', payee: true }
    equal(await ask('pay-out-balance', nora, paid), 'goodwill')
    equal(await ask('pay-out-balance', nora, { ...paid, amount: 3_800 }), 'succeeded')
    const statement = await world.page(`/wallets/${ids.maria}/statement`, 'maria')
    match(statement.html, /Goodwill from the clinic/)
    match(statement.html, /She waited an hour/)
  })

  test('nobody but a manager sees the books, and both sides are the same on any day', async () => {
    equal((await world.page('/ledger', 'sam')).status, 403)
    const { html } = await world.page('/ledger/postings?account=goodwill', 'nora')
    match(html, /£10\.00/)
    for (const before of [undefined, world.clock.at - hourMs, world.clock.at - 24 * hourMs]) {
      const sums = await world.store.query(trialBalance(before))
      equal(
        sums.reduce((all, one) => all + one.debit - one.credit, 0),
        0,
      )
    }
  })

  test('sums of days agree with the postings themselves, and pages follow each other', async () => {
    const all = await world.store.query(postingsOf({}, undefined, 1_000))
    const from = all.at(-9)?.at ?? 0
    const to = all[3]?.at ?? 0
    const within = all.filter(({ at }) => at >= from && at < to)
    const sums = await world.store.query(sumsOf({ from, to }))
    for (const { account, debit, credit } of sums) {
      const own = within.filter((one) => one.account === account)
      deepEqual(
        [debit, credit],
        [
          own.reduce((sum, one) => sum + one.debit, 0),
          own.reduce((sum, one) => sum + one.credit, 0),
        ],
      )
    }
    deepEqual(await world.store.query(postingsOf({ from, to }, undefined, 1_000)), within)
    const mark = (index: number, way: 'on' | 'back') => {
      const { position = 0, line = 0 } = all[index] ?? {}
      return { position, line, way }
    }
    deepEqual(await world.store.query(postingsOf({}, mark(4, 'on'), 3)), all.slice(5, 8))
    deepEqual(await world.store.query(postingsOf({}, mark(4, 'back'), 3)), all.slice(1, 4))
  })
})
