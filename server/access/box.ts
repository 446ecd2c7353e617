import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { decrypt, encrypt, type RandomBytes } from '#store/sqlite/keys.ts'

/** Makes secrets, and seals what has to be read again. */
export type Box = {
  /** 32 random bytes as 43 characters that need no escaping. */
  token(): string
  random(count: number): Uint8Array
  /** What is stored of a random token; a token that long needs no salt. */
  digest(token: string): Uint8Array
  /** What is stored of something that could be guessed, such as an address: keyed. */
  keyed(what: string, text: string): Uint8Array
  seal(place: string, plain: string): Uint8Array
  /** Throws where the bytes were not sealed for this place under this key. */
  open(place: string, sealed: Uint8Array): string
  /** The secret that a mailed link with this label carries. */
  secretFor(label: string): string
  /** Whether a text is the secret that a mailed link with this label carries. */
  isSecret(label: string, text: string): boolean
}

const nonceBytes = 12

/** Whether two texts are the same, in a time that does not tell how far they agree. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text, 'utf8').digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

/**
 * A box over the master key, by keys derived from it, so that what is sealed here opens nothing elsewhere.
 * `secretFor` is the vault's: it makes the secrets of mailed links.
 */
export function createBox(
  master: Uint8Array,
  random: RandomBytes,
  secretFor: (label: string) => string,
): Box {
  const keyOf = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', master, new Uint8Array(0), `web.sqlite ${purpose}`, 32))
  const [sealing, keying] = [keyOf('seal'), keyOf('key')]
  return {
    random,
    token: () => Buffer.from(random(32)).toString('base64url'),
    digest: (token) => createHash('sha256').update(token, 'utf8').digest(),
    keyed: (what, text) => createHmac('sha256', keying).update(`${what}:${text}`, 'utf8').digest(),
    seal: (place, plain) => encrypt(sealing, random(nonceBytes), place, Buffer.from(plain, 'utf8')),
    open: (place, sealed) => decrypt(sealing, place, sealed).toString('utf8'),
    secretFor,
    isSecret: (label, text) => sameText(secretFor(label), text),
  }
}
