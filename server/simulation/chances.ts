import { between, type Draw, oneOf } from '#demo/random.ts'
import { permittedThere, tasksThere } from './bench-chances.ts'
import { goods, patients } from './cast.ts'
import type { Asker, Method, Task, TaskName } from './scenario.ts'

/** Who may do each task; whoever else asks must be turned away. */
export const permitted: Readonly<Record<Exclude<TaskName, 'again' | 'twist'>, readonly Asker[]>> = {
  'top-up': ['receptionist', 'manager'],
  place: ['own', 'receptionist', 'dispenser', 'colleague', 'manager'],
  cancel: ['own', 'receptionist', 'dispenser', 'colleague', 'manager'],
  receive: ['dispenser', 'colleague'],
  price: ['manager'],
  withdraw: ['manager'],
  restore: ['manager'],
  freeze: ['manager'],
  unfreeze: ['manager'],
  refund: ['receptionist', 'manager'],
  goodwill: ['manager'],
  'pay-out': ['manager'],
  correct: ['manager'],
  decide: ['manager'],
  reorder: ['receptionist', 'manager'],
  release: ['manager'],
  register: ['receptionist'],
  ...permittedThere,
}

const askers: readonly Asker[] = [
  'receptionist',
  'dispenser',
  'colleague',
  'manager',
  'practitioner',
  'own',
  'stranger',
]

const minute = 60_000

/** A list drawn from by weight: `[weight, value]`. */
export function weighted<T>(draw: Draw, chances: readonly (readonly [number, T])[]): T | undefined {
  const total = chances.reduce((sum, [weight]) => sum + weight, 0)
  let left = draw() * total
  for (const [weight, value] of chances) {
    left -= weight
    if (left < 0) return value
  }
  return chances.at(-1)?.[1]
}

const person = (draw: Draw) => between(draw, 0, patients.length - 1)
const item = (draw: Draw) => between(draw, 0, goods.length - 1)
const nth = (draw: Draw) => between(draw, 0, 999)
const method = (draw: Draw) => oneOf<Method>(draw, ['cash', 'card', 'transfer']) ?? 'cash'
// So few that they are used twice.
const reference = (draw: Draw) => oneOf(draw, ['', 'SLIP', 'SLIP-1', 'slip 1', 'X']) ?? ''

function topUp(draw: Draw): Task {
  const amount = weighted(draw, [
    [12, between(draw, 100, 4_000)],
    [1, 50_001],
  ])
  const second = draw() < 0.2
  return {
    task: 'top-up',
    person: person(draw),
    amount: amount ?? 100,
    method: method(draw),
    reference: reference(draw),
    second,
  }
}

function place(draw: Draw): Task {
  const lines = Array.from({ length: between(draw, 1, 3) }, () => ({
    item: item(draw),
    quantity: between(draw, 1, draw() < 0.04 ? 12 : 2),
  }))
  const total = weighted(draw, [
    [30, 'right'],
    [3, 'stale'],
    [1, 'missing'],
  ] as const)
  return { task: 'place', person: person(draw), lines, total: total ?? 'right' }
}

function reorder(draw: Draw): Task {
  const over = oneOf(draw, [0, 0, 400, -50, 60_000]) ?? 0
  return {
    task: 'reorder',
    order: nth(draw),
    over,
    method: method(draw),
    reference: reference(draw),
  }
}

/** How each task is drawn, but for registrations: those are drawn apart. */
export const tasks: Readonly<Record<Exclude<TaskName, 'register'>, (draw: Draw) => Task>> = {
  'top-up': topUp,
  place,
  reorder,
  cancel: (draw) => ({ task: 'cancel', order: nth(draw) }),
  receive: (draw) => ({ task: 'receive', item: item(draw), quantity: between(draw, 1, 3) }),
  price: (draw) => ({
    task: 'price',
    item: item(draw),
    price: between(draw, 0, 12) * 100,
    days: oneOf(draw, [0, 0, 0, 1, -1]) ?? 0,
  }),
  withdraw: (draw) => ({ task: 'withdraw', item: item(draw) }),
  restore: (draw) => ({ task: 'restore', item: item(draw) }),
  freeze: (draw) => ({ task: 'freeze', person: person(draw), knowing: draw() < 0.8 }),
  unfreeze: (draw) => ({ task: 'unfreeze', person: person(draw) }),
  refund: (draw) => ({
    task: 'refund',
    person: person(draw),
    // Often more than the desk may, and less than was taken.
    amount: oneOf(draw, [between(draw, 1, 4_500), 2_600, 3_000]) ?? 1,
    ask: draw() < 0.75,
  }),
  goodwill: (draw) => ({
    task: 'goodwill',
    person: person(draw),
    amount: oneOf(draw, [500, 1_500, 4_000, 10_001]) ?? 100,
    ask: draw() < 0.5,
  }),
  'pay-out': (draw) => ({
    task: 'pay-out',
    person: person(draw),
    // Often a little more than what somebody began with: the rest would be a gift.
    amount: oneOf(draw, [between(draw, 1, 4_000), 4_300, 8_300]) ?? 1,
  }),
  correct: (draw) => ({
    task: 'correct',
    movement: nth(draw),
    gained: (oneOf(draw, [1, -1]) ?? 1) * between(draw, 1, 3_000),
  }),
  decide: (draw) => ({ task: 'decide', request: nth(draw), approves: draw() < 0.7 }),
  release: (draw) => ({ task: 'release', hold: nth(draw) }),
  again: (draw) => ({ task: 'again', command: nth(draw) }),
  twist: (draw) => ({ task: 'twist', command: nth(draw) }),
  ...tasksThere,
}

/** One who may, or now and then one who may not. */
export function askerOf(draw: Draw, task: Task): Asker {
  if ('command' in task) return 'manager'
  const may = permitted[task.task]
  const others = askers.filter((one) => !may.includes(one))
  return oneOf(draw, draw() < 0.06 ? others : may) ?? 'manager'
}

/** How far the clock jumps: mostly a little, at times over night, now and then back. */
export function jump(draw: Draw): number {
  return (
    weighted(draw, [
      [6, 0],
      [4, between(draw, 1, 5_000)],
      [3, between(draw, 1, 40) * minute],
      [1, between(draw, 1, 3) * 24 * 60 * minute],
      [1, -between(draw, 1, 120) * minute],
    ]) ?? 0
  )
}
