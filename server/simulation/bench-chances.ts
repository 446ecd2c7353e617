import { between, type Draw, oneOf } from '#demo/random.ts'
import { goods } from './cast.ts'
import type { Asker, BenchTask, DeskTask, ReturnTask, ShelfTask } from './scenario.ts'

type There = BenchTask | ShelfTask | ReturnTask | DeskTask
type Name = There['task']

const bench: readonly Asker[] = ['dispenser', 'colleague']
const desk: readonly Asker[] = ['receptionist', 'dispenser', 'colleague', 'manager']
const mending: readonly Asker[] = [...desk, 'practitioner']

/** Who may do each task at the bench and at the help desk. */
export const permittedThere: Readonly<Record<Name, readonly Asker[]>> = {
  prepare: bench,
  'take-over': bench,
  unclaim: [...bench, 'manager'],
  ready: bench,
  'hand-over': [...bench, 'receptionist', 'practitioner', 'manager'],
  collect: ['own', 'receptionist', ...bench],
  'new-code': desk,
  'put-back': [...bench, 'manager'],
  count: bench,
  'write-off': [...bench, 'manager'],
  recall: [...bench, 'manager'],
  return: desk,
  remake: [...bench, 'manager'],
  'try-again': desk,
  undo: ['receptionist', 'manager'],
  settle: ['manager'],
  'take-case': mending,
  'close-case': mending,
  'reopen-case': mending,
}

/** How often each is asked for where it is asked for at all. */
export const usualThere: Readonly<Record<Name, number>> = {
  prepare: 12,
  'take-over': 1,
  unclaim: 1,
  ready: 14,
  'hand-over': 7,
  collect: 6,
  'new-code': 1,
  'put-back': 1,
  count: 2,
  'write-off': 1,
  recall: 1,
  return: 4,
  remake: 2,
  'try-again': 3,
  undo: 2,
  settle: 3,
  'take-case': 1,
  'close-case': 1,
  'reopen-case': 1,
}

const item = (draw: Draw) => between(draw, 0, goods.length - 1)
const nth = (draw: Draw) => between(draw, 0, 999)

/** How each of them is drawn. */
export const tasksThere: Readonly<Record<Name, (draw: Draw) => There>> = {
  prepare: (draw) => ({ task: 'prepare', order: nth(draw) }),
  'take-over': (draw) => ({ task: 'take-over', order: nth(draw) }),
  unclaim: (draw) => ({ task: 'unclaim', order: nth(draw) }),
  ready: (draw) => ({
    task: 'ready',
    order: nth(draw),
    missing: draw() < 0.25 ? between(draw, 1, 3) : 0,
    lot: oneOf(draw, ['soon', 'soon', 'late', 'late', 'none'] as const) ?? 'late',
  }),
  'hand-over': (draw) => ({
    task: 'hand-over',
    order: nth(draw),
    to: oneOf(draw, ['patient', 'patient', 'friend', 'nobody'] as const) ?? 'patient',
  }),
  collect: (draw) => ({
    task: 'collect',
    order: nth(draw),
    code: draw() < 0.6 ? 'right' : 'wrong',
  }),
  'new-code': (draw) => ({ task: 'new-code', order: nth(draw) }),
  'put-back': (draw) => ({ task: 'put-back', order: nth(draw) }),
  count: (draw) => ({
    task: 'count',
    item: item(draw),
    off: oneOf(draw, [0, 1, 1, 2, -1]) ?? 0,
    knowing: draw() < 0.7,
  }),
  'write-off': (draw) => ({ task: 'write-off', item: item(draw), quantity: between(draw, 1, 2) }),
  recall: (draw) => ({ task: 'recall', item: item(draw) }),
  return: (draw) => ({
    task: 'return',
    order: nth(draw),
    quantity: between(draw, 1, 2),
    sealed: draw() < 0.7,
    refund: draw() < 0.7,
  }),
  remake: (draw) => ({ task: 'remake', order: nth(draw), charged: draw() < 0.3 }),
  'try-again': (draw) => ({ task: 'try-again', stuck: nth(draw), later: draw() < 0.2 }),
  undo: (draw) => ({ task: 'undo', stuck: nth(draw) }),
  settle: (draw) => ({ task: 'settle', stuck: nth(draw), way: between(draw, 0, 3) }),
  'take-case': (draw) => ({ task: 'take-case', stuck: nth(draw) }),
  'close-case': (draw) => ({ task: 'close-case', stuck: nth(draw) }),
  'reopen-case': (draw) => ({ task: 'reopen-case', stuck: nth(draw) }),
}
