import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, stored, storyId } from '#kernel/story.ts'
import { caseIdOf } from '../case-id.ts'
import { caseOpeningProcess } from './case-opening.ts'

const order = storyId(50)
const orderProcess = `process.order-${order}`
const trouble = { process: 'order', step: 'reserve-stock', error: 'No answer', tries: 5 }
const stuck = signal('ProcessStuck', trouble, { stream: orderProcess })
const opening = (about: { kind: string; stream: string }, what: object) => ({
  do: 'send' as const,
  step: 'open-case',
  intent: 'open-case',
  target: `case-${caseIdOf(about.stream)}`,
  data: { about, ...what, person: null, title: '' },
})
const story = processStory(caseOpeningProcess)
const event = (type: string, stream: string, role: string) =>
  stored({ type, data: {} }, { stream, role })

test('a stuck process has a case opened under an id that follows from its own', () =>
  story()
    .when(stuck)
    .thenActs(opening({ kind: 'process', stream: orderProcess }, trouble)))

test('a person’s command that failed has a case', () => {
  const stream = `command-${order}`
  const what = { process: 'command', step: '', error: 'a defect', tries: 1 }
  story()
    .when(signal('CommandFailed', { error: 'a defect' }, { stream }))
    .thenActs(opening({ kind: 'command', stream }, what))
})

test('once the case is open the work is done', () =>
  story(stuck)
    .when(signal('StepSucceeded', { step: 'open-case' }))
    .thenActs({ do: 'end', as: 'opened' }))

test('what goes wrong a second time while its case is being opened does not open a second one', () =>
  story(stuck)
    .when(
      signal('ProcessStuck', { ...trouble, tries: 6 }, { stream: `process.order-${storyId(51)}` }),
    )
    .thenActs())

test('when opening a case is itself stuck, no case is opened about that', () => {
  const own = `process.case-opening-${order}`
  story(stuck)
    .when(signal('ProcessStuck', { ...trouble, process: 'case-opening' }, { stream: own }))
    .thenActs()
  deepStrictEqual(caseOpeningProcess.route(event('ProcessStuck', own, 'system')), undefined)
})

test('a failed command of a process is the process’s matter', () => {
  const stream = `command-${order}`
  const routed = (role: string) => caseOpeningProcess.route(event('CommandFailed', stream, role))
  deepStrictEqual(routed('system'), undefined)
  deepStrictEqual(routed('receptionist'), order)
})

test('a stuck process is routed by its case, whoever it acts for', () =>
  deepStrictEqual(
    caseOpeningProcess.route(event('ProcessStuck', orderProcess, 'system')),
    caseIdOf(orderProcess),
  ))
