import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { registration } from './registration.ts'

const given = processStory(registration)
const bob = storyId(3)
const started = (hasEmail: boolean) =>
  signal('RegistrationStarted', { hasEmail }, { stream: `registration-${bob}` })
const done = (step: string) => signal('StepSucceeded', { step })
const refused = (step: string, code: string, facts: object = {}) =>
  signal('StepRejected', { step, code, facts })
const undone = signal('CompensationEnded', { undone: 0 })
const begun = signal('CompensationStarted', { reason: 'refused' })

const all = [
  'record-person',
  'open-wallet',
  'send-welcome',
  'request-confirmation',
  'complete-registration',
]
const withoutMail = ['record-person', 'open-wallet', 'complete-registration']

/** What is sent when each step succeeds, until nothing more is. */
function walk(hasEmail: boolean): readonly string[] {
  const before = [started(hasEmail)]
  const sent: string[] = []
  for (let next = started(hasEmail); ; ) {
    const { acts } = sent.length === 0 ? given().when(next) : given(...before).when(next)
    const act = acts[0]
    if (act?.do !== 'send') return sent
    sent.push(act.step)
    if (sent.length > 1) before.push(next)
    next = done(act.step)
  }
}

test('a registration goes from the record to its end, step by step', () => {
  assert.deepEqual(walk(true), all)
})

test('nobody is written to who has no e-mail address', () => {
  assert.deepEqual(walk(false), withoutMail)
})

test('the welcome is one message, and carries the link that confirms the address', () => {
  const { acts } = given(started(true)).when(done('open-wallet'))
  assert.deepEqual(acts[0], {
    do: 'send',
    step: 'send-welcome',
    intent: 'send-message',
    target: `message-${bob}`,
    data: {
      person: bob,
      kind: 'account',
      template: 'welcome',
      to: '',
      facts: {},
      link: {
        path: `/patients/${bob}/confirm-email?request=${bob}`,
        secret: `confirm-email:${bob}`,
      },
    },
  })
})

test('the command is answered once all is done', () =>
  given(started(true))
    .when(done('complete-registration'))
    .thenActs(
      { do: 'answer', as: 'succeeded', facts: { person: bob } },
      { do: 'end', as: 'completed' },
    ))

test('a wallet that was open before is just as good', () => {
  const { acts } = given(started(false)).when(refused('open-wallet', 'exists'))
  assert.deepEqual(
    acts.map((act) => act.do === 'send' && act.step),
    ['complete-registration'],
  )
})

test('a refusal has all before it undone, is told, and says which step it was', () => {
  given(started(true))
    .when(refused('open-wallet', 'fault'))
    .thenActs({ do: 'compensate', reason: 'open-wallet was refused' })
  given(started(true), refused('open-wallet', 'fault'), begun)
    .when(undone)
    .thenActs({
      do: 'send',
      step: 'decline-registration',
      intent: 'decline-registration',
      target: `registration-${bob}`,
      data: { code: 'no-wallet', facts: {} },
    })
})

test('somebody who looks alike and came in between is named as on the form', () => {
  const like = { like: storyId(6) }
  given(started(true), refused('record-person', 'possible-duplicate', like), begun, undone)
    .when(done('decline-registration'))
    .thenActs(
      { do: 'answer', as: 'rejected', code: 'possible-duplicate', facts: like },
      { do: 'end', as: 'compensated' },
    )
})

test('a registration that cannot even be declined has left nothing behind all the same', () =>
  given(started(true), refused('open-wallet', 'fault'), begun, undone)
    .when(refused('decline-registration', 'fault'))
    .thenActs(
      { do: 'answer', as: 'rejected', code: 'no-wallet', facts: {} },
      { do: 'end', as: 'compensated' },
    ))

test('what the help desk has undone says so', () =>
  given(started(true), begun)
    .when(done('decline-registration'))
    .thenActs(
      { do: 'answer', as: 'rejected', code: 'undone', facts: {} },
      { do: 'end', as: 'compensated' },
    ))

test('one that began before registrations had a stream of their own comes to its end', () => {
  const registered = signal('PersonRegistered', {}, { stream: `person-${bob}` })
  const { acts } = given(registered).when(done('open-wallet'))
  assert.deepEqual(
    acts.map((act) => act.do === 'send' && [act.step, act.target]),
    [['complete-registration', `registration-${bob}`]],
  )
})
