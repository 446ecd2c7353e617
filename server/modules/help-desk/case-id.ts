import { idOf } from '#kernel/event.ts'
import { processName } from '#kernel/process.ts'

/** FNV-1a over a short text, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  return [...text].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93),
    0x81_1c_9d_c5,
  )
}

/**
 * The id of the case about what a stream is of. Several processes go under one id, as an order and its mails
 * do, and each has a case of its own: so the name of the process is part of the id. A UUID, the same each time.
 */
export function caseIdOf(stream: string): string {
  const id = idOf(stream)
  if (!stream.startsWith('process.')) return id
  const tail = (Number.parseInt(id.slice(-8), 16) ^ hashOf(processName(stream))) >>> 0
  return id.slice(0, -8) + tail.toString(16).padStart(8, '0')
}
