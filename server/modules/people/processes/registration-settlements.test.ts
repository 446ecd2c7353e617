import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { type StepLife, unborn } from '#kernel/step-life.ts'
import { storyId } from '#kernel/story.ts'
import { registrationSettlements } from './registration-settlements.ts'

const person = storyId(3)

function step(name: string, differs: Partial<StepLife>): StepLife {
  return {
    step: name,
    state: 'succeeded',
    intent: name,
    target: `${name}-target`,
    attempt: 1,
    command: `${name}-command`,
    receipt: {},
    undoneBy: null,
    error: null,
    sentAt: 0,
    changedAt: 0,
    nextAt: null,
    asked: 0,
    askAt: null,
    isUnanswered: false,
    ...differs,
  }
}

const recorded = step('record-person', { undoneBy: 'withdraw-person' })
const opened = step('open-wallet', { undoneBy: 'close-new-wallet' })
const unheard = (name: string) => step(name, { state: 'given-up', isUnanswered: true })

/** What each way sends, by intent, and what it says is settled with it. */
function waysAfter(...steps: readonly StepLife[]) {
  const ways = registrationSettlements({ person }, { ...unborn, steps })
  return Object.fromEntries(
    ways.map(({ as, sends }) => [as, sends.map(({ intent, settles }) => [intent, settles])]),
  )
}

test('whoever is not registered loses what was done, and what nobody answered as well', () =>
  deepStrictEqual(waysAfter(recorded, unheard('open-wallet')), {
    'not-registered': [
      ['close-new-wallet', 'open-wallet'],
      ['withdraw-person', 'record-person'],
      ['decline-registration', undefined],
    ],
  }))

test('with a record and a wallet they may stay registered, whatever became of the mail', () => {
  const ways = waysAfter(recorded, opened, unheard('request-confirmation'))
  deepStrictEqual(ways['is-registered'], [['complete-registration', undefined]])
  deepStrictEqual(ways['not-registered']?.[0], ['withdraw-confirmation', 'request-confirmation'])
})
