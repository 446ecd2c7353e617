import type { Box } from '#access/box.ts'

/** What a browser is told apart by while nobody is signed in with it. Nothing is stored. */
export function visitorToken(box: Box): string {
  return `v.${box.token()}`
}

/**
 * The id of a visitor: of whatever token their browser keeps, a session's that is over included, or of the
 * address they come from. A UUIDv8, and keyed, so that nobody can choose to have another's.
 */
export function visitorId(box: Box, what: 'token' | 'address', text: string): string {
  const bytes = Buffer.from(box.keyed(`visitor by ${what}`, text)).subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
