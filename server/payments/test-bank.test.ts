import { deepEqual, equal } from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type Choice, openTestBank } from './test-bank.ts'

describe('the test bank', () => {
  const calls: string[] = []
  let clinic: Server

  before(async () => {
    clinic = createServer((request, response) => {
      calls.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => clinic.listen(0, '127.0.0.1', resolve))
  })
  after(() => clinic.close())

  async function callsAfter(...choices: readonly Choice[]): Promise<number> {
    const { port } = clinic.address() as AddressInfo
    const address = new URL(`http://127.0.0.1:${port}`)
    const bank = openTestBank({ clinic: address, secret: 'secret', now: () => 1 })
    calls.length = 0
    for (const choice of choices) await bank.choose('payment', 2_000, choice)
    bank.close()
    return calls.length
  }

  test('it calls once, twice, later or never, as was chosen', async () => {
    const all: readonly Choice[] = ['pay', 'refuse', 'pay-twice', 'pay-late', 'pay-silently']
    const counts: number[] = []
    for (const choice of all) counts.push(await callsAfter(choice))
    deepEqual(counts, [1, 1, 2, 0, 0])
  })

  test('a payment is decided once', async () => equal(await callsAfter('pay', 'refuse'), 1))
})
