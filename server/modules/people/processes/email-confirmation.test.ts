import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, storyId, storyTime } from '#kernel/story.ts'
import { request, weekMs } from '../confirmation-story.ts'
import { emailConfirmation } from './email-confirmation.ts'

const given = processStory(emailConfirmation)
const maria = storyId(21)
const stream = `person-${maria}`
const until = storyTime + weekMs
const asked = signal('EmailConfirmationRequested', { request, until }, { stream })

test('the link is mailed, and two days and a week are waited for', () => {
  const { acts } = given().when(asked)
  assert.deepEqual(acts, [
    {
      do: 'send',
      step: 'ask',
      intent: 'send-message',
      target: `message-${request}`,
      data: {
        person: maria,
        kind: 'account',
        template: 'confirm-email',
        to: '',
        facts: { until },
        link: {
          path: `/patients/${maria}/confirm-email?request=${request}`,
          secret: `confirm-email:${request}`,
        },
      },
    },
    { do: 'timer', name: 'remind', due: storyTime + 2 * 24 * 3_600_000 },
    { do: 'timer', name: 'lapse', due: until },
  ])
})

test('whoever just registered has the link in their welcome', () => {
  const first = signal('EmailConfirmationRequested', { request: maria, until }, { stream })
  assert.deepEqual(
    given()
      .when(first)
      .acts.map((act) => act.do),
    ['timer', 'timer'],
  )
})

test('after two days they are reminded, with the same link', () => {
  const due = signal('TimerFired', { name: 'remind', due: storyTime })
  given(asked).when(due).thenActs({
    do: 'send',
    step: 'remind',
    intent: 'remind-to-confirm',
    target: stream,
    data: { request },
  })
  const { acts } = given(asked, due).when(
    signal('StepSucceeded', { step: 'remind', command: storyId(9) }),
  )
  const [act] = acts
  assert.ok(act?.do === 'send')
  assert.equal(act.target, `message-${storyId(9)}`)
  assert.equal((act.data as { template: string }).template, 'confirm-email-reminder')
})

test('it ends when they confirm, when it lapses, and when another request took its place', () => {
  given(asked)
    .when(signal('EmailConfirmed', { request }, { stream }))
    .thenActs({ do: 'end', as: 'confirmed' })
  given(asked)
    .when(signal('TimerFired', { name: 'lapse', due: until }))
    .thenActs({ do: 'end', as: 'lapsed' })
  given(asked)
    .when(signal('StepRejected', { step: 'remind', code: 'over' }))
    .thenActs({ do: 'end', as: 'changed' })
  given(asked)
    .when(signal('EmailConfirmationWithdrawn', { request }, { stream }))
    .thenActs({ do: 'end', as: 'withdrawn' })
})
