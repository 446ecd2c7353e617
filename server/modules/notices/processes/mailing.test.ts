import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { maria } from '../message-story.ts'
import { mailing } from './mailing.ts'
import { undelivered } from './undelivered.ts'

const stream = `message-${storyId(1)}`

test('a message is put into the outbox under one key, and names nothing but itself', () =>
  processStory(mailing)()
    .when(signal('MessageQueued', { person: maria, delivery: storyId(1) }, { stream }))
    .thenActs(
      {
        do: 'deliver',
        key: `mail:${storyId(1)}`,
        channel: 'mail',
        person: maria,
        body: { message: storyId(1) },
        tells: { intent: 'note-delivery', target: stream },
      },
      { do: 'end', as: 'in the outbox' },
    ))

test('sending it again is another delivery, so that no mailbox takes it for the first', () => {
  const { acts } = processStory(mailing)().when(
    signal('MessageRequeued', { person: maria, delivery: storyId(2) }, { stream }),
  )
  assert.equal(acts[0]?.do === 'deliver' && acts[0].key, `mail:${storyId(2)}`)
})

test('a message that did not get through is put before somebody, once', () => {
  const given = processStory(undelivered)
  const refused = signal('MessageRefused', { error: '550 to RCPT TO' }, { stream })
  const stuck = signal('ProcessStuck', {})
  given().when(refused).thenActs({ do: 'stuck', as: 'The mail server refused it: 550 to RCPT TO' })
  given(refused, stuck).when(refused).thenActs()
  given(refused, stuck)
    .when(signal('MessageHandedOver', { attempt: 1 }, { stream }))
    .thenActs({ do: 'end', as: 'handed over after all' })
})
