import { createHmac, timingSafeEqual } from 'node:crypto'

// How far the two clocks may be apart, and how long a call may be under way.
const freshMs = 5 * 60_000

const hmacOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest()

/** The signature of a call-back: HMAC-SHA256 over its time (ms) and its body as sent, with the time before it. */
export function signatureOf(secret: string, sentAt: number, body: string): string {
  return `t=${sentAt},v1=${hmacOf(secret, `${sentAt}.${body}`).toString('hex')}`
}

/** Whether a body bears this signature, made within five minutes of now (ms). */
export function isSigned(secret: string, signature: string, body: string, now: number): boolean {
  const [, time = '', hex = ''] = /^t=(\d{1,16}),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  if (hex === '' || Math.abs(now - Number(time)) > freshMs) return false
  return timingSafeEqual(Buffer.from(hex, 'hex'), hmacOf(secret, `${time}.${body}`))
}

/** The signature of an address that leads to the bank: nobody else can send somebody there with another sum. */
export function addressSignature(secret: string, ...parts: readonly (string | number)[]): string {
  return hmacOf(secret, parts.join('\n')).toString('hex')
}

/** Whether an address bears the signature of its parts. */
export function isOwnAddress(
  secret: string,
  signature: string,
  ...parts: readonly (string | number)[]
): boolean {
  const own = Buffer.from(addressSignature(secret, ...parts))
  const given = Buffer.from(signature)
  return own.length === given.length && timingSafeEqual(own, given)
}
