import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { registration } from './registration.ts'

const given = processStory(registration)
const maria = storyId(3)
const registered = signal('PersonRegistered', {}, { stream: `person-${maria}` })
const completed = [
  { do: 'answer', as: 'succeeded', facts: { person: maria } },
  { do: 'end', as: 'completed' },
] as const

test('a registered person gets a wallet', () => {
  given()
    .when(registered)
    .thenActs({
      do: 'send',
      step: 'open-wallet',
      intent: 'open-wallet',
      target: `wallet-${maria}`,
      data: { person: maria },
    })
})

test('the person is registered once the wallet is open', () => {
  given(registered)
    .when(signal('StepSucceeded'))
    .thenActs(...completed)
})

test('a wallet that was open before is just as good', () => {
  given(registered)
    .when(signal('StepRejected', { code: 'exists' }))
    .thenActs(...completed)
})

test('a wallet that cannot be opened is a case for the help desk', () => {
  given(registered)
    .when(signal('StepRejected', { code: 'changed' }))
    .thenActs({ do: 'stuck', as: 'The wallet could not be opened' })
})
