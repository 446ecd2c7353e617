import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { caseOpened, nora, released } from '../mend-story.ts'
import { declineCaseRequest } from './decline-case-request.ts'

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
test('a second person declines, and says why', () =>
  story(declineCaseRequest)(caseOpened, asked)
    .when(nora, { request, reason: 'He has the goods' })
    .thenEvents({ type: 'ApprovalDeclined', data: { request, reason: 'He has the goods' } }))
