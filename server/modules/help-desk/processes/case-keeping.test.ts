import { deepStrictEqual, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, stored, storyId } from '#kernel/story.ts'
import { caseIdOf } from '../case-id.ts'
import { caseKeepingProcess } from './case-keeping.ts'

const id = storyId(50)
const order = `process.order-${id}`
const desk = `case-${caseIdOf(order)}`
const trouble = { process: 'order', step: 'reserve-stock', error: 'No answer', tries: 6 }
const stuck = signal('ProcessStuck', trouble, { stream: order })
const opened = signal('CaseOpened', { about: { kind: 'process', stream: order } }, { stream: desk })
const ended = signal('ProcessEnded', { as: 'cancelled' }, { stream: order })
const close = {
  do: 'send' as const,
  step: 'close-case',
  intent: 'close-ended-case',
  target: desk,
  data: {},
}
const story = processStory(caseKeepingProcess)

test('what is stuck for the first time has its case opened by others', () =>
  story().when(stuck).thenActs())

test('what is stuck again is told on the same case', () =>
  story(stuck, opened)
    .when(signal('ProcessStuck', { ...trouble, tries: 12 }, { stream: order }))
    .thenActs({
      do: 'send',
      step: 'tell-case:2',
      intent: 'tell-stuck-again',
      target: desk,
      data: { step: 'reserve-stock', error: 'No answer', tries: 12 },
    }))

test('once the process has ended its case is closed', () =>
  story(stuck, opened).when(ended).thenActs(close))

test('a process that ends before its case is open has it closed right after', () => {
  story(stuck).when(ended).thenActs()
  story(stuck, ended).when(opened).thenActs(close)
})

test('until that case is open it is waited for, and nobody finds it forgotten', () => {
  const waitsAfter = (...signals: readonly ReturnType<typeof signal>[]) =>
    caseKeepingProcess.waitsFor(
      signals.reduce(caseKeepingProcess.evolve, caseKeepingProcess.initialState),
    )
  deepStrictEqual(waitsAfter(stuck, ended), 'The case to be opened')
  deepStrictEqual(waitsAfter(stuck, ended, opened), undefined)
})

test('another process under the same id has another case', () =>
  notEqual(
    caseKeepingProcess.route(stored({ type: 'ProcessEnded', data: {} }, { stream: order })),
    caseKeepingProcess.route(
      stored({ type: 'ProcessEnded', data: {} }, { stream: `process.order-mail-${id}` }),
    ),
  ))

test('closed is the end of it, and so is what cannot be written any more', () => {
  const settled = (type: string) => signal(type, { step: 'close-case' })
  const after = story(stuck, opened, ended)
  after.when(settled('StepSucceeded')).thenActs({ do: 'end', as: 'over' })
  after.when(settled('StepRejected')).thenActs({ do: 'end', as: 'left-open' })
})

test('the desk’s own processes and cases about other things are none of it', () => {
  const event = (type: string, stream: string, data: object = {}) =>
    caseKeepingProcess.route(stored({ type, data }, { stream }))
  deepStrictEqual(event('ProcessEnded', `process.case-opening-${id}`), undefined)
  deepStrictEqual(event('ProcessEnded', order), caseIdOf(order))
  const about = { kind: 'thing', href: '/backups' }
  deepStrictEqual(event('CaseOpened', desk, { about }), undefined)
})
