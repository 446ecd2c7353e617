import { deepEqual, equal } from 'node:assert/strict'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import express from 'express'
import { row } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import { onlineTopUp, walletOf, walletStream } from '#modules/wallets/published.ts'
import { deliverDue } from '#worker/postman.ts'
import { ids, openDesk } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'
import { askingChannel } from './asking.ts'
import type { Bank, BankSays } from './bank.ts'
import { callBackPath, callBackRoute, signatureHeader } from './call-back.ts'
import { hostedBank } from './hosted-bank.ts'
import { signatureOf } from './signature.ts'

const secret = 'known to the clinic and the bank'
const maria = { id: ids.maria, role: 'patient', onBehalfOf: null }
const minuteMs = 60_000
const wallNow = 1_800_000_000_000
const dayMs = 24 * 60 * minuteMs

describe('a payment at the bank', () => {
  let world: World
  let server: Server
  let says: BankSays
  let asked = 600
  const bank: Bank = {
    ...hostedBank('the bank', new URL('https://bank.example.org/'), secret),
    ask: async () => says,
  }

  before(() => {
    const app = express()
    app.use((request, response, next) =>
      callBackRoute(world.store, bank, () => wallNow)(request, response, next),
    )
    server = app.listen(0, '127.0.0.1')
  })
  after(() => server.close())
  beforeEach(async () => {
    world = await openDesk()
    says = { outcome: 'open' }
  })
  afterEach(() => world.close())

  async function begin(amount = 2_000): Promise<string> {
    asked += 1
    const id = storyId(asked)
    const data = { amount, another: true }
    const target = walletStream(ids.maria)
    await world.store.submit({ id, intent: 'top-up-online', target, actor: maria, data })
    return id
  }

  async function call(
    said: object,
    { at = wallNow, by = secret }: { readonly at?: number; readonly by?: string } = {},
  ): Promise<number> {
    const body = JSON.stringify({ id: 'call-1', outcome: 'paid', amount: 2_000, ...said })
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}${callBackPath}`, {
      method: 'POST',
      headers: { [signatureHeader]: signatureOf(by, at, body) },
      body,
    })
    await response.body?.cancel()
    world.store.settleAll()
    return response.status
  }

  /** Time goes by; what is due is sent to the bank, and what it says is heard. */
  async function letPass(ms: number): Promise<void> {
    const { writer, settleAll } = world.store
    const { outbox } = writer
    const kept = {
      lease: outbox.lease,
      settle: (told: Parameters<typeof outbox.settle>[0]) => outbox.settle(told).states,
    }
    const channels = { payments: askingChannel(world.store, bank) }
    const until = world.clock.at + ms
    for (let due = writer.nextDue(); due !== undefined && due <= until; due = writer.nextDue()) {
      world.clock.at = Math.max(due, world.clock.at)
      settleAll()
      await deliverDue(kept, { channels, timeLimit: () => new AbortController().signal }, 50)
      settleAll()
    }
    world.clock.at = until
  }

  const statusOf = async (id: string) => (await world.store.query(onlineTopUp(id)))?.status
  const available = async () => (await world.store.query(walletOf(ids.maria)))?.available
  const count = async (type: string) =>
    (
      await world.store.query(
        row<{ n: number }>('SELECT COUNT(*) AS n FROM events WHERE type = ?', type),
      )
    )?.n

  test('the bank calls, and the money is in the wallet', async () => {
    const free = (await available()) ?? 0
    const payment = await begin()
    equal((await world.store.command(payment))?.state, 'in-progress')
    equal(await call({ payment }), 200)
    equal(await available(), free + 2_000)
    equal((await world.store.command(payment))?.state, 'succeeded')
  })

  test('a call with a wrong or an old signature does nothing', async () => {
    const payment = await begin()
    equal(await call({ payment }, { by: 'somebody else’s secret' }), 401)
    equal(await call({ payment }, { at: wallNow - 6 * minuteMs }), 401)
    equal(await call({ payment }, { at: wallNow + 6 * minuteMs }), 401)
    equal(await statusOf(payment), 'waiting')
    equal(await call({ payment: storyId(9) }), 404)
    equal(await call({ payment, amount: 'a lot' }), 400)
  })

  test('a bank that calls twice pays once', async () => {
    const payment = await begin()
    deepEqual([await call({ payment }), await call({ payment })], [200, 200])
    equal(await call({ payment, id: 'call-2' }), 200)
    equal(await call({ payment, outcome: 'refused' }), 409)
    equal(await count('TopUpRecorded'), 1 + topUpsBefore)
  })

  test('a bank that never calls is asked after a minute', async () => {
    const payment = await begin()
    says = { outcome: 'paid', amount: 2_000 }
    await letPass(minuteMs - 1)
    equal(await statusOf(payment), 'waiting')
    await letPass(1)
    equal(await statusOf(payment), 'recorded')
    equal(await call({ payment }), 200)
    equal(await count('TopUpRecorded'), 1 + topUpsBefore)
  })

  test('its call and its answer cross, and it is recorded once', async () => {
    const payment = await begin()
    says = { outcome: 'paid', amount: 2_000 }
    const crossing: Bank = {
      ...bank,
      ask: async () => {
        await call({ payment })
        return says
      },
    }
    const channel = askingChannel(world.store, crossing)
    const body = { topUp: payment }
    const message = { key: 'k', channel: 'payments', person: null, body, position: 1, attempt: 1 }
    const delivery = await channel(message, new AbortController().signal)
    world.store.settleAll()
    equal(delivery.kind, 'handed-over')
    equal(await count('TopUpRecorded'), 1 + topUpsBefore)
  })

  test('what is refused at the bank is told, and nothing moved', async () => {
    const payment = await begin()
    equal(await call({ payment, outcome: 'refused' }), 200)
    const command = await world.store.command(payment)
    deepEqual([command?.state, command?.outcome.code], ['rejected', 'not-paid'])
  })

  test('after a day without a word somebody hears of it, and a late call still counts', async () => {
    const payment = await begin()
    await letPass(dayMs - 1)
    equal(await count('CaseOpened'), 0)
    await letPass(minuteMs)
    equal(await count('CaseOpened'), 1)
    equal(await call({ payment }), 200)
    equal(await statusOf(payment), 'recorded')
    equal((await world.store.command(payment))?.state, 'succeeded')
  })
})

// What the small clinic's people had paid in before.
const topUpsBefore = 2
