import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { caseOpened, heldAndStuck, knownAs, released, stuckStream } from '../mend-story.ts'
import { approveCaseRequest } from './approve-case-request.ts'

const dara = { id: storyId(45), role: 'manager', onBehalfOf: null }
const request = storyId(70)
const form = { settlement: 'released', done: 'never came about', effects: [] }
const asked = {
  type: 'ApprovalRequested',
  data: {
    request,
    intent: 'settle-by-hand',
    form,
    what: 'Settling by hand: Nothing was given',
    amount: released.amount,
    beneficiary: storyId(20),
    reason: form.done,
  },
} as const
const facts = { stuck: knownAs(...heldAndStuck()) }

test('a second person approves, and it is settled with it', () =>
  story(approveCaseRequest)(caseOpened, asked)
    .when(dara, { request }, { facts })
    .thenEvents(
      { type: 'ApprovalGiven', data: { request } },
      {
        type: 'StepSettledByHand',
        data: {
          process: stuckStream,
          as: 'released',
          title: released.title,
          done: form.done,
          evidence: 'As noted on the case when it was asked for.',
          reference: '',
          effects: [],
          approval: request,
        },
      },
    ))

test('nobody approves what is to their own good', () =>
  story(approveCaseRequest)(caseOpened, asked)
    .when({ ...dara, id: storyId(20) }, { request }, { facts })
    .thenRefused('self'))

test('what has ended meanwhile is not settled any more', () =>
  story(approveCaseRequest)(caseOpened, asked)
    .when(
      dara,
      { request },
      {
        facts: { stuck: knownAs({ type: 'ProcessEnded', data: { as: 'cancelled' } }) },
      },
    )
    .thenRefused('ended'))
