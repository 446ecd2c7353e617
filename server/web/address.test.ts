import { equal } from 'node:assert/strict'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { test } from 'node:test'
import type { Request } from 'express'
import { addressOf } from '#web/address.ts'

function from(passedOn: string | undefined): Request {
  const request = new IncomingMessage(new Socket())
  Object.defineProperty(request.socket, 'remoteAddress', { value: '::ffff:127.0.0.1' })
  if (passedOn !== undefined) request.headers['x-forwarded-for'] = passedOn
  return request as Request
}

test('without a web server in front nobody is believed who says where they come from', () => {
  equal(addressOf(from('203.0.113.9'), 0), '127.0.0.1')
})

test('behind one, what it added counts and what was sent along does not', () => {
  equal(addressOf(from('198.51.100.1, 203.0.113.9'), 1), '203.0.113.9')
  equal(addressOf(from('198.51.100.1, 203.0.113.9'), 2), '198.51.100.1')
})

test('where it added nothing, it is the one who asks', () => {
  equal(addressOf(from(undefined), 1), '127.0.0.1')
})
