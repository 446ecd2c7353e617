import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { caseOpened, heldAndStuck, knownAs, nora, sam, sent, stuckStream } from '../mend-story.ts'
import { tryAgain } from './try-again.ts'

const given = story(tryAgain)
const error = 'The shelf did not answer'
const now = { when: 'now', time: '' } as const
const clinic = { zone: 'Europe/London' } as never
const stuck = { facts: { stuck: knownAs(...heldAndStuck()), clinic } }
const retried = {
  type: 'StepRetried',
  data: { process: stuckStream, step: 'reserve-stock', at: null, error },
} as const

test('whoever sits at the desk has the step that failed tried again', () =>
  given(caseOpened).when(sam, now, stuck).thenEvents(retried))

test('it can wait until a time, today or else tomorrow', () => {
  const minute = 60_000
  const at = (time: string) => given(caseOpened).when(sam, { when: 'later', time }, stuck)
  at('09:57').thenEvents({ ...retried, data: { ...retried.data, at: storyTime + 5 * minute } })
  at('9.51').thenEvents({
    ...retried,
    data: { ...retried.data, at: storyTime + (24 * 60 - 1) * minute },
  })
  at('after lunch').thenRefused('no-time', { time: 'after lunch' })
})

test('what is being tried is not tried twice', () =>
  given(caseOpened)
    .when(sam, now, { facts: { stuck: knownAs(sent('hold-money')), clinic } })
    .thenRefused('running', { since: storyTime - 60_000 }))

test('after five tries by hand with the same answer, one more is no help', () => {
  const five = Array.from({ length: 5 }, () => retried)
  given(caseOpened, ...five)
    .when(nora, now, stuck)
    .thenRefused('five-times', { tries: 6, error })
  given(caseOpened, ...five.slice(1))
    .when(nora, now, stuck)
    .thenEvents(retried)
})

test('five tries with another answer do not count', () => {
  const others = Array.from({ length: 5 }, () => ({
    ...retried,
    data: { ...retried.data, error: 'Busy' },
  }))
  given(caseOpened, ...others)
    .when(nora, now, stuck)
    .thenEvents(retried)
})

test('what has ended has nothing to try', () =>
  given(caseOpened)
    .when(nora, now, {
      facts: { stuck: knownAs({ type: 'ProcessEnded', data: { as: 'cancelled' } }), clinic },
    })
    .thenRefused('ended', { process: 'Order', as: 'cancelled' }))

test('a case about no process has nothing to try', () =>
  given({
    ...caseOpened,
    data: { ...caseOpened.data, about: { kind: 'thing', href: '/catalogue' } },
  })
    .when(nora, now, { facts: { stuck: undefined, clinic } })
    .thenRefused('no-process'))

test('what stands at no step cannot be sent again', () =>
  given(caseOpened)
    .when(nora, now, {
      facts: {
        stuck: knownAs({
          type: 'ProcessStuck',
          data: { process: 'order', step: '', error: 'The bank has not said', tries: 0 },
        }),
        clinic,
      },
    })
    .thenRefused('no-step', { error: 'The bank has not said' }))
