import { createHash, randomUUIDv7 } from 'node:crypto'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a text is a UUID as we write them. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** A fresh id for a command that has not been sent: UUIDv7, since time-ordered ids write faster. */
export function freshId(): string {
  return randomUUIDv7()
}

/**
 * The command id of an `Idempotency-Key`: the key itself where it is a UUID, else a UUIDv8 derived from
 * it and its sender, so that the same key always names the same command.
 */
export function idOfKey(key: string, actor: string): string {
  const bare = key.replace(/^"(.*)"$/, '$1').toLowerCase()
  if (isUuid(bare)) return bare
  const bytes = createHash('sha256').update(`${actor}\n${key}`).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

// Crockford's alphabet: nothing that is mistaken for something else when it is read out.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A reference to say on the phone, e.g. `7K2M-94QD`: the last 40 bits of a command's id. */
export function referenceOf(id: string): string {
  const bits = BigInt(`0x${id.replaceAll('-', '').slice(-10)}`)
  const letters = Array.from(
    { length: 8 },
    (_, index) => alphabet[Number((bits >> BigInt(35 - 5 * index)) & 31n)],
  )
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}
