import { hash } from 'node:crypto'

type Part = string | Uint8Array | null

const lengthBytes = 4
let scratch = Buffer.allocUnsafe(64 * 1024)

function roomFor(parts: readonly Part[]): number {
  // A UTF-16 unit becomes at most three bytes of UTF-8.
  return parts.reduce<number>(
    (sum, part) =>
      sum +
      lengthBytes +
      (part === null ? 0 : typeof part === 'string' ? part.length * 3 : part.length),
    0,
  )
}

function writePart(part: Part, at: number): number {
  const from = at + lengthBytes
  if (part === null) {
    scratch.writeInt32BE(-1, at)
    return from
  }
  if (typeof part !== 'string') scratch.set(part, from)
  const length = typeof part === 'string' ? scratch.write(part, from, 'utf8') : part.length
  scratch.writeInt32BE(length, at)
  return from + length
}

/**
 * SHA-256 over parts, each with its length before it, so that no two lists of parts agree by chance. The
 * parts are laid side by side and hashed at once: a call for each cost more than the hashing.
 */
export function digest(...parts: readonly Part[]): Buffer {
  const room = roomFor(parts)
  if (room > scratch.length) scratch = Buffer.allocUnsafe(room)
  const end = parts.reduce<number>((at, part) => writePart(part, at), 0)
  return hash('sha256', scratch.subarray(0, end), 'buffer')
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
