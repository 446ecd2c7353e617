import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { addressSignature, isOwnAddress, isSigned, signatureOf } from './signature.ts'

const at = 1_800_000_000_000
const body = '{"payment":"1"}'
const signed = signatureOf('secret', at, body)

test('a call is believed for five minutes, and not one byte of it can be changed', () => {
  equal(isSigned('secret', signed, body, at), true)
  equal(isSigned('secret', signed, body, at + 300_000), true)
  equal(isSigned('secret', signed, body, at + 300_001), false)
  equal(isSigned('secret', signed, body, at - 300_001), false)
  equal(isSigned('secret', signed, `${body} `, at), false)
  equal(isSigned('other', signed, body, at), false)
  equal(isSigned('secret', signed.replace(`t=${at}`, `t=${at + 1}`), body, at), false)
})

test('what is no signature at all is not believed', () => {
  for (const odd of ['', 't=,v1=', `t=${at},v1=abc`, `${signed}0`, `v1=${'0'.repeat(64)}`])
    equal(isSigned('secret', odd, body, at), false, odd)
})

test('an address to the bank cannot be made for another sum or another way back', () => {
  const signature = addressSignature('secret', 'payment', 2_000, '/commands/1')
  equal(isOwnAddress('secret', signature, 'payment', 2_000, '/commands/1'), true)
  equal(isOwnAddress('secret', signature, 'payment', 200, '/commands/1'), false)
  equal(isOwnAddress('secret', signature, 'payment', 2_000, 'https://elsewhere.example'), false)
  equal(isOwnAddress('secret', '', 'payment', 2_000, '/commands/1'), false)
})
