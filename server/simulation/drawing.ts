import { between, type Draw, drawsFrom, oneOf } from '#demo/random.ts'
import { usualThere } from './bench-chances.ts'
import { withBenchDays } from './bench-days.ts'
import { askerOf, jump, tasks, weighted } from './chances.ts'
import { withRegistrations } from './registrations.ts'
import type { FaultyIntent, Scenario, Step, TaskName } from './scenario.ts'

/** More tries than anything makes. */
const forEver = 10_000

const faultable = [
  'price-order',
  'hold-money',
  'reserve-stock',
  'confirm-order',
  'deny-order',
  'finish-cancellation',
  'release-held-money',
  'release-stock',
  'top-up-wallet',
  'place-order',
  'cancel-order',
  'open-case',
  'pick-stock',
  'set-ready',
  'hand-out-stock',
  'take-held-money',
  'finish-hand-over',
  'take-back-stock',
  'refund-to-wallet',
  'lapse-order',
  'undo-order',
]

/** What people ask for themselves; where it fails, it is not tried again. */
const people = ['top-up-wallet', 'place-order', 'cancel-order']

type DrawnTask = Exclude<TaskName, 'register'>

/** How often each task is asked for where it is asked for at all. */
const usual: Readonly<Record<DrawnTask, number>> = {
  place: 14,
  cancel: 8,
  'top-up': 5,
  reorder: 5,
  receive: 4,
  price: 2,
  withdraw: 1,
  restore: 2,
  freeze: 2,
  unfreeze: 2,
  refund: 4,
  goodwill: 2,
  'pay-out': 2,
  correct: 1,
  decide: 4,
  release: 1,
  again: 2,
  twist: 1,
  ...usualThere,
}

const sent = faultable.filter((intent) => !people.includes(intent))

function drawFaults(draw: Draw): readonly FaultyIntent[] {
  if (draw() < 0.3) return []
  // Often one thing is down for good: only then a step is ever given up.
  const down = draw() < 0.5 ? oneOf(draw, sent) : undefined
  return faultable.flatMap((intent) => {
    if (intent === down) return [{ intent, tries: forEver, share: 256 }]
    if (draw() > 0.15) return []
    const tries = oneOf(draw, [1, 2, 5, forEver, forEver]) ?? 1
    const how = oneOf(draw, ['fail', 'fail', 'fail', 'hang', 'lose'] as const) ?? 'fail'
    const share = oneOf(draw, [40, 100, 256]) ?? 256
    // Only who does something for another waits for an answer.
    return [{ intent, tries, share, how: people.includes(intent) ? 'fail' : how }]
  })
}

/** Each seed leaves some tasks out and asks for others more often: a crowd of one kind finds what a mixture hides. */
function drawWeights(
  draw: Draw,
  names: readonly DrawnTask[],
): readonly (readonly [number, DrawnTask])[] {
  return names.map((name) => {
    const change = name === 'place' ? 1 : (oneOf(draw, [0, 1, 1, 1, 1, 3]) ?? 1)
    return [usual[name] * change, name] as const
  })
}

type Habits = {
  readonly weights: readonly (readonly [number, DrawnTask])[]
  readonly breaks: number
  readonly jumps: number
  readonly waits: number
  /** At most so many steps of processes in one transaction. */
  readonly steps: number
}

function drawHabits(draw: Draw, names: readonly DrawnTask[]): Habits {
  return {
    weights: drawWeights(draw, names),
    breaks: oneOf(draw, [0, 0, 4, 16]) ?? 0,
    jumps: oneOf(draw, [2, 8, 16]) ?? 8,
    waits: oneOf(draw, [0, 2, 6, 10]) ?? 2,
    steps: oneOf(draw, [1, 4, 16, 40]) ?? 4,
  }
}

function drawBreak(draw: Draw): Step {
  const how =
    oneOf(draw, ['crash', 'crash', 'full', 'full', 'full', 'uncertain'] as const) ?? 'crash'
  return { do: 'break', how, statements: between(draw, 0, draw() < 0.5 ? 12 : 150) }
}

function drawStep(draw: Draw, number: number, habits: Habits): Step {
  const kind = weighted(draw, [
    [36, 'ask'],
    [40, 'work'],
    [habits.jumps, 'pass'],
    [habits.waits, 'wait'],
    [habits.breaks, 'break'],
  ] as const)
  if (kind === 'pass') return { do: 'pass', ms: jump(draw) }
  if (kind === 'wait') return { do: 'wait', ms: between(draw, 1, draw() < 0.5 ? 5 : 90) * 60_000 }
  if (kind === 'break') return drawBreak(draw)
  if (kind === 'ask') {
    const task = tasks[weighted(draw, habits.weights) ?? 'place'](draw)
    return { do: 'ask', number, by: askerOf(draw, task), task }
  }
  const answer = habits.breaks > 0 && draw() < 0.04 ? 'lost' : 'heard'
  return { do: 'work', steps: between(draw, 0, habits.steps), answer }
}

const all = Object.keys(usual) as readonly DrawnTask[]

function drawSteps(seed: number, length: number, names: readonly DrawnTask[]): Scenario {
  const draw = drawsFrom(seed)
  const faults = drawFaults(draw)
  const habits = drawHabits(draw, names)
  const drawn = Array.from({ length }, (_, number) => drawStep(draw, number, habits))
  // Most see all the tries of a step fail, a few are healed before.
  const patience: readonly Step[] = draw() < 0.75 ? [{ do: 'wait', ms: 60 * 60_000 }] : []
  return withRegistrations({ seed, faults, steps: [...drawn, ...patience] })
}

/** A scenario of so many steps. The same seed gives the same one. */
export function drawScenario(seed: number, length: number): Scenario {
  return withBenchDays(drawSteps(seed, length, all))
}

/** A scenario in which nobody is at the bench or the help desk: what they hide is seen sooner. */
export function drawQuietScenario(seed: number, length: number): Scenario {
  const names = all.filter((name) => !Object.hasOwn(usualThere, name))
  return drawSteps(seed, length, names)
}
