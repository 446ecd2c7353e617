import { idOf, streamOf } from '#kernel/event.ts'
import { leftAsItIs } from '#kernel/mending.ts'
import { type Act, type PlannedStep, process, type Signal } from '#kernel/process.ts'
import type { TriedCase, TryOutcome } from '../retry-events.ts'

export type RetryMany = {
  readonly retry: string
  readonly cases: readonly TriedCase[]
  /** Which of them is being tried, from 0. */
  readonly at: number
  /** How often it was looked at what came of that one. */
  readonly looks: number
  readonly last: TryOutcome
  /** What came back and stopped it; empty while nothing did. */
  readonly error: string
  readonly wentOn: number
}

const initialState: RetryMany = {
  retry: '',
  cases: [],
  at: 0,
  looks: 0,
  last: 'under-way',
  error: '',
  wentOn: 0,
}

/** Between one look and the next, and how often: then the next one is tried. */
const lookAgainMs = 30_000
const looksMax = 5

const stepOf = (what: 'try' | 'look', { at, looks }: RetryMany) =>
  what === 'try' ? `try:${at}` : `look:${at}:${looks}`

function send(state: RetryMany, what: 'try' | 'look'): Act {
  const one = state.cases[state.at]?.case ?? ''
  const step = stepOf(what, state)
  return what === 'try'
    ? {
        do: 'send',
        step,
        intent: 'try-again',
        target: streamOf('case', one),
        data: { when: 'now', time: '' },
      }
    : {
        do: 'send',
        step,
        intent: 'look-at-retried',
        target: streamOf('retry', state.retry),
        data: { case: one },
      }
}

/** Whether nothing more is to be known of the one that is being tried. */
function isDone({ last, looks }: RetryMany): boolean {
  return last !== 'under-way' || looks >= looksMax
}

function next(state: RetryMany): RetryMany {
  return isDone(state) && state.error === ''
    ? { ...state, at: state.at + 1, looks: 0, last: 'under-way' }
    : state
}

function evolve(state: RetryMany, { type, data, stream }: Signal): RetryMany {
  const step = String(data['step'] ?? '')
  switch (type) {
    case 'RetryManyStarted':
      return { ...state, retry: idOf(stream), cases: data['cases'] as readonly TriedCase[] }
    case 'OneRetried': {
      const last = data['outcome'] as TryOutcome
      const error = last === 'same' ? String(data['error']) : ''
      const wentOn = state.wentOn + (last === 'went-on' ? 1 : 0)
      return { ...state, last, error, wentOn, looks: state.looks + 1 }
    }
    case 'StepSucceeded':
      return step.startsWith('look:') ? next(state) : state
    case 'StepRejected':
      // It was tried by somebody else meanwhile, has ended, or was tried in vain too often.
      return step.startsWith('try:') ? next({ ...state, last: 'not-tried' }) : state
    default:
      return state
  }
}

function goOn(state: RetryMany): readonly Act[] {
  const { retry, at, cases, error } = state
  if (error === '' && at < cases.length) return [send(state, 'try')]
  const target = streamOf('retry', retry)
  return [{ do: 'send', step: 'end', intent: 'end-retries', target, data: { error } }]
}

function ended({ retry, cases, at, error, wentOn }: RetryMany): readonly Act[] {
  const tried = Math.min(at + (error === '' ? 0 : 1), cases.length)
  const facts = { retry, tried, wentOn, left: cases.length - tried, error }
  return [
    error === ''
      ? { do: 'answer', as: 'succeeded', facts }
      : { do: 'answer', as: 'rejected', code: 'same', facts },
    { do: 'end', as: error === '' ? 'tried' : 'stopped' },
  ]
}

function react(state: RetryMany, { type, data }: Signal, at: number): readonly Act[] {
  const step = String(data['step'] ?? '')
  switch (type) {
    case 'RetryManyStarted':
      return [send(state, 'try')]
    case 'TimerFired':
      return [send(state, 'look')]
    case 'StepSucceeded':
      if (step === 'end') return ended(state)
      if (step.startsWith('try:')) return [send(state, 'look')]
      return state.looks > 0 && !isDone(state)
        ? [{ do: 'timer', name: stepOf('look', state), due: at + lookAgainMs }]
        : goOn(state)
    case 'StepRejected':
      return step.startsWith('try:')
        ? goOn(state)
        : [{ do: 'stuck', as: `${step} was refused: ${String(data['code'])}` }]
    default:
      return []
  }
}

function plan({ cases }: RetryMany): readonly PlannedStep[] {
  return cases.map(({ number }, index) => ({
    step: `try:${index}`,
    words: {
      todo: 'Try case {number} again',
      doing: 'Trying case {number} again',
      done: 'Case {number} was tried again',
    },
    facts: { number },
  }))
}

const example = 'retry-01900000-0000-7000-8000-000000000001'

/**
 * Tries many again that are stuck in the same way, one after the other. Each is looked at before the next is
 * tried: where the same answer comes back, the others would only get it as well.
 */
export const retryManyProcess = process<RetryMany>({
  name: 'retry-many',
  version: 1,
  title: 'Trying many again',
  types: ['RetryManyStarted', 'OneRetried'],
  begins: ['RetryManyStarted'],
  route: ({ stream }) => idOf(stream),
  initialState,
  evolve,
  react,
  plan,
  waitsFor: () => undefined,
  settlements: (_, life) => [
    leftAsItIs(life, {
      title: 'Leave the others alone',
      explains: 'What was tried stays tried. The others keep their own cases.',
    }),
  ],
  phases: { trying: 'One is tried after the other', ending: 'All are tried, or one said the same' },
  phase: (_, underWay) => (underWay.includes('end') ? 'ending' : 'trying'),
  examples: [
    {
      type: 'RetryManyStarted',
      stream: example,
      data: {
        cases: [{ case: '01900000-0000-7000-8000-000000000002', number: 1, step: 'price-order' }],
      },
    },
    {
      type: 'OneRetried',
      stream: example,
      data: { outcome: 'went-on', error: '' },
      writtenBy: 'look:0:0',
    },
  ],
})
