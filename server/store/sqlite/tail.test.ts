import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { LogQuery } from '#kernel/store.ts'
import { storyId } from '#kernel/story.ts'
import { openTail } from './tail.ts'

const streams = ['purse', 'purse', 'sale', 'command'].map(
  (category, index) => `${category}-${storyId(index)}`,
)
const [purse = ''] = streams

/** A log whose events belong to these streams by turns, from a position on. */
function logOf(drawn: readonly number[]): readonly Envelope[] {
  const versions = new Map<string, number>()
  return drawn.map((number, index) => {
    const stream = streams[number] ?? ''
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    return { position: index + 1, stream, version, correlation: `c${number % 2}` } as Envelope
  })
}

const inLog = (log: readonly Envelope[], { after, limit, category, correlation }: LogQuery) =>
  log
    .filter(
      (event) =>
        event.position > after &&
        (!category || categoryOf(event.stream) === category) &&
        (!correlation || event.correlation === correlation),
    )
    .slice(0, limit)

test('what the tail answers of the log and of a stream is what the file would answer', () => {
  const query = fc.record(
    {
      after: fc.nat(400),
      limit: fc.integer({ min: 1, max: 50 }),
      category: fc.constantFrom('purse', 'sale', 'command'),
      correlation: fc.constantFrom('c0', 'c1'),
    },
    { requiredKeys: ['after', 'limit'] },
  )
  const drawn = fc.array(fc.nat(3), { minLength: 2, maxLength: 300 })
  const sizes = fc.infiniteStream(fc.integer({ min: 0, max: 40 }))
  fc.assert(
    fc.property(
      drawn,
      sizes,
      fc.array(query, { minLength: 1, maxLength: 10 }),
      (all, cut, asked) => {
        const log = logOf(all)
        const tail = openTail()
        let told = 1
        tail.take(told, log.slice(0, told))
        while (told < log.length) {
          const events = log.slice(told, told + (cut.next().value ?? 1))
          told += events.length
          deepEqual(tail.take(told, events), events)
        }
        for (const one of asked) {
          const answer = tail.log(one)
          if (answer) deepEqual(answer, inLog(log, one as LogQuery))
        }
        for (const stream of streams) {
          for (const after of [0, 1, 5]) {
            const own = log.filter((event) => event.stream === stream && event.version > after)
            const answer = tail.stream(stream, after)
            if (answer) deepEqual(answer, own)
          }
        }
      },
    ),
    { seed: 20_261_123, numRuns: 200 },
  )
})

test('after something that was never told it knows nothing, until it is told again', () => {
  const log = logOf(Array.from({ length: 40 }, () => 0))
  const tail = openTail()
  equal(tail.take(10, []), undefined)
  const told = log.slice(10, 20)
  deepEqual(tail.take(20, told), told)
  deepEqual(tail.log({ after: 12, limit: 3 }), log.slice(12, 15))
  // Of somebody who is erased the writer tells nothing: what was kept of them goes, too.
  equal(tail.take(25, []), undefined)
  equal(tail.log({ after: 12, limit: 3 }), undefined)
  equal(tail.stream(purse, 12), undefined)
  tail.take(30, log.slice(25, 30))
  deepEqual(tail.stream(purse, 25), log.slice(25, 30))
  equal(tail.stream(purse, 24), undefined)
})

test('it holds the last thousand and no more than two', () => {
  const log = logOf(Array.from({ length: 5_000 }, (_, index) => index % 4))
  const tail = openTail()
  tail.take(1, log.slice(0, 1))
  for (let told = 1; told < 5_000; told += 7)
    tail.take(Math.min(told + 7, 5_000), log.slice(told, told + 7))
  equal(tail.log({ after: 2_900, limit: 1 }), undefined)
  deepEqual(tail.log({ after: 4_000, limit: 9 }), log.slice(4_000, 4_009))
})
