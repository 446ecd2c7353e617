import { createHash } from 'node:crypto'

/** SHA-256 over parts, each with its length before it, so that no two lists of parts agree by chance. */
export function digest(...parts: readonly (string | Uint8Array | null)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) {
    const bytes = part === null ? null : typeof part === 'string' ? Buffer.from(part, 'utf8') : part
    const length = Buffer.alloc(4)
    length.writeInt32BE(bytes === null ? -1 : bytes.length)
    hash.update(length)
    if (bytes) hash.update(bytes)
  }
  return hash.digest()
}

/**
 * A UUIDv8 (RFC 9562 §5.8): 48 bits of time in ms, then bits of a digest of the parts. The same time and
 * parts give the same id, and ids of about the same time stand side by side in an index.
 */
export function derivedId(time: number, ...parts: readonly string[]): string {
  const bytes = digest(...parts).subarray(0, 16)
  bytes.writeUIntBE(time, 0, 6)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The time in ms that stands at the head of a UUIDv7 or UUIDv8. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
