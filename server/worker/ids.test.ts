import { deepEqual, equal, match, notDeepEqual } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { derivedId, digest, timeOfId } from './ids.ts'

function part(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

test('a digest is the SHA-256 of its parts, each with its length before it', () => {
  const absent = Buffer.from([0xff, 0xff, 0xff, 0xff])
  const expected = createHash('sha256')
    .update(Buffer.concat([part('über'), absent, part('€🙂')]))
    .digest()
  deepEqual(digest('über', null, Buffer.from('€🙂')), expected)
})

test('parts of any length are digested whole', () => {
  const long = '€'.repeat(200_000)
  const expected = createHash('sha256').update(part(long)).digest()
  deepEqual(digest(long), expected)
})

test('no two lists of parts agree by chance', () => {
  notDeepEqual(digest('ab', 'c'), digest('a', 'bc'))
  notDeepEqual(digest('', null), digest(null, ''))
})

test('a derived id is the same for the same cause, and tells its time', () => {
  const id = derivedId(1_795_427_520_000, 'process', 'step', '1')
  equal(id, derivedId(1_795_427_520_000, 'process', 'step', '1'))
  match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  equal(timeOfId(id), 1_795_427_520_000)
})
