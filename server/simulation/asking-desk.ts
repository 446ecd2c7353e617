import { streamOf } from '#kernel/event.ts'
import { caseIdOf } from '#modules/help-desk/published.ts'
import { type Aim, type Circumstances, nth, reason } from './aims.ts'
import { thing } from './cast.ts'
import type { DeskTask } from './scenario.ts'

const intents: Readonly<Record<DeskTask['task'], string>> = {
  'try-again': 'try-again',
  undo: 'undo-process',
  settle: 'settle-by-hand',
  'take-case': 'take-case',
  'close-case': 'close-case',
  'reopen-case': 'reopen-case',
}

function dataOf(task: DeskTask): object {
  switch (task.task) {
    case 'try-again':
      return task.later ? { when: 'later', time: '16:00' } : { when: 'now', time: '' }
    case 'undo':
    case 'reopen-case':
      return { reason }
    case 'settle':
      // Which way, and what it would do, is looked up when it is sent.
      return {
        settlement: String(task.way),
        done: 'done another way',
        evidence: 'They told us so at the desk',
        reference: '',
        effects: null,
        ask: false,
      }
    case 'take-case':
      return { because: task.stuck % 2 === 0 ? null : reason }
    case 'close-case':
      return { answer: null }
  }
}

/** What is asked for at the help desk: mostly about what is stuck, now and then about what was. */
export function onDesk(task: DeskTask, { books }: Circumstances): Aim {
  const { stuck, troubled } = books.troubles
  const found =
    (task.stuck % 6 === 0 ? undefined : nth([...stuck], task.stuck)) ??
    nth([...troubled], task.stuck)
  const target = streamOf('case', found ? caseIdOf(found) : thing('no case'))
  return { intent: intents[task.task], target, data: dataOf(task), person: 0 }
}
