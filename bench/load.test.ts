import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openConnection, readAnswer } from './connection.ts'
import { carryOut } from './load.ts'

test('an answer is read only when it is whole, by length or in chunks', () => {
  const byLength = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'
  const inChunks =
    'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n'
  for (const text of [byLength, inChunks]) {
    const bytes = Buffer.from(text)
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(readAnswer(bytes.subarray(0, length)), undefined)
    }
    const whole = readAnswer(bytes)
    assert.equal(whole?.answer.body, 'hello')
    assert.equal(whole?.length, bytes.length)
  }
})

test('one connection carries many requests and opens again after a close', async () => {
  let answered = 0
  const server = await serve((request, response) => {
    answered += 1
    if (answered === 2) response.setHeader('Connection', 'close')
    response.end(`${request.method} ${request.url}`)
  })
  const connection = openConnection(server.origin)
  for (const path of ['/one', '/two', '/three']) {
    const { status, body } = await connection.send({ method: 'GET', path })
    assert.equal(status, 200)
    assert.equal(body, `GET ${path}`)
  }
  connection.close()
  server.close()
})

test('a stall is felt by everyone who was due meanwhile', async () => {
  let first = true
  const server = await serve((_request, response) => {
    const delayMs = first ? 200 : 0
    first = false
    setTimeout(() => response.end('ok'), delayMs)
  })
  const load = await carryOut(
    { ...server, task: '', clients: 1, warmupMs: 0, durationMs: 200, perSecond: 100 },
    async (connection) => {
      await connection.send({ method: 'GET', path: '/' })
    },
  )
  server.close()
  assert.equal(load.failed, 0)
  assert.equal(load.done, 20)
  // Half of them were due in the first 100 ms of a stall that took 200.
  assert.ok(load.p50Ms >= 90, `p50 ${load.p50Ms} ms`)
})

test('what goes wrong is counted by its reason', async () => {
  const server = await serve((_request, response) => response.writeHead(503).end())
  const load = await carryOut(
    { ...server, task: '', clients: 2, warmupMs: 0, durationMs: 50 },
    async (connection) => {
      const { status } = await connection.send({ method: 'GET', path: '/' })
      if (status !== 200) throw new Error(`answered ${status}`)
    },
  )
  server.close()
  assert.equal(load.done, 0)
  assert.equal(load.reasons['answered 503'], load.failed)
  assert.ok(load.failed > 0)
})

async function serve(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
