import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rows } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import { messageStream } from '#modules/notices/published.ts'
import { type Delivery, deliveryDelaysMs, type Message } from '#worker/outbox.ts'
import { openTriedPost } from '../testing/post.ts'

/** What the other side may say, as often as it likes. */
const anything: fc.Arbitrary<Delivery> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Delivery>({ kind: 'later', error: 'Busy' }) },
  { weight: 2, arbitrary: fc.constant<Delivery>({ kind: 'later', error: 'Broke', perhaps: true }) },
  { weight: 1, arbitrary: fc.constant<Delivery>({ kind: 'handed-over' }) },
  { weight: 1, arbitrary: fc.constant<Delivery>({ kind: 'refused', error: '550', bounced: true }) },
)

const ends: Readonly<Record<string, string>> = {
  MessageHandedOver: 'handed-over',
  MessageRefused: 'refused',
  MessageGivenUp: 'given-up',
}

test('whatever the other side says, a message ends once, under one key, as mail or as one case', async (context) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 9, maxLength: 9 }), async (answers) => {
      const post = await openTriedPost(context, undefined)
      await post.write(1)
      const sent: Message[] = []
      const say = async (message: Message): Promise<Delivery> => {
        sent.push(message)
        return answers[sent.length - 1] ?? { kind: 'handed-over' }
      }
      for (const delayMs of [...deliveryDelaysMs, 0, 86_400_000]) {
        await post.deliver(say)
        post.clock.at += delayMs
      }
      const events = await post.store.stream(messageStream(storyId(1)))
      const last = events.at(-1)?.type ?? ''
      ok(Object.hasOwn(ends, last), `it ended as ${last}`)
      equal(events.filter(({ type }) => Object.hasOwn(ends, type)).length, 1)
      equal(events.filter(({ type }) => type === 'MessageDelayed').length, sent.length - 1)
      ok(sent.length <= deliveryDelaysMs.length + 1)
      equal(new Set(sent.map(({ key }) => key)).size, 1)
      const [row] = await post.store.query(
        rows<{ state: string; shown: string }>(
          'SELECT o.state, m.state AS shown FROM outbox o, {messages} m',
        ),
      )
      deepEqual(row, { state: ends[last], shown: ends[last] })
      const cases = await post.store.query(
        rows(`SELECT position FROM events WHERE type = 'CaseOpened'`),
      )
      equal(cases.length, last === 'MessageHandedOver' ? 0 : 1)
    }),
    { numRuns: 12 },
  )
})
