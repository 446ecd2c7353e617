import { Secret, TOTP } from 'otpauth'
import encodeQr from 'qr'

const periodS = 30
const digits = 6
const form = /^\d{6}$/

const totpOf = (secret: string, account = '', issuer = '') =>
  new TOTP({ issuer, label: account, secret: Secret.fromBase32(secret), digits, period: periodS })

/** A new secret for an authenticator, in base 32: 160 bits, as RFC 4226 §4 recommends. */
export function newCodesSecret(random: (count: number) => Uint8Array): string {
  return new Secret({ buffer: new Uint8Array(random(20)).buffer }).base32
}

/**
 * The counter (RFC 6238) that a code stands for, if it is the present one or the one before, which
 * somebody may still be typing; nothing for any other.
 */
export function acceptedCounter(secret: string, typed: string, now: number): number | undefined {
  const code = typed.replaceAll(/[\s-]/g, '')
  if (!form.test(code)) return undefined
  const present = Math.floor(now / 1000 / periodS)
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: 1 })
  return delta === null || delta > 0 ? undefined : present + delta
}

/** What an authenticator reads: as an address, and as a picture of it (an SVG as data). */
export function codesEnrolment(secret: string, account: string, issuer: string) {
  const address = totpOf(secret, account, issuer).toString()
  const picture = encodeQr(address, 'svg', { border: 4 })
  return {
    address,
    picture: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`,
  }
}

/** The code of a secret at a time, for tests and nobody else's eyes. */
export function codeAt(secret: string, now: number): string {
  return totpOf(secret).generate({ timestamp: now })
}
