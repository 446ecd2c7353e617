import { type Draw, oneOf } from '#demo/random.ts'
import type { NewCommand } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { FaultSwitch } from '#worker/fault-switches.ts'
import { askerOf, tasks, weighted } from '../simulation/chances.ts'
import type { OrderBooks } from '../simulation/order-books.ts'
import type { Step } from '../simulation/scenario.ts'

/** What the clients of a clinic ask for, how often each: whatever brings an order to its end, or stops it. */
const usual: Readonly<Partial<Record<keyof typeof tasks, number>>> = {
  place: 14,
  'top-up': 5,
  receive: 6,
  cancel: 4,
  prepare: 14,
  'take-over': 1,
  unclaim: 1,
  ready: 16,
  'hand-over': 7,
  collect: 7,
  'new-code': 1,
  'put-back': 1,
  return: 3,
  remake: 1,
  again: 2,
  'try-again': 3,
  undo: 4,
  settle: 4,
  'close-case': 1,
}

/** What must be seen to be interrupted: the task, and the intents that it asks for. */
export const stages = {
  preparing: { task: 'ready', intents: ['start-preparing', 'mark-ready'] },
  'hand-over': { task: 'hand-over', intents: ['hand-over-order', 'collect-order'] },
  undo: { task: 'undo', intents: ['undo-process'] },
  settling: { task: 'settle', intents: ['settle-by-hand'] },
} as const

export type Stage = keyof typeof stages

/** Whether this begins a stage, and is not only asked for in vain: the order is there, the process stuck. */
export function beginsStage(stage: Stage, command: NewCommand, books: OrderBooks): boolean {
  const intents: readonly string[] = stages[stage].intents
  if (!intents.includes(command.intent)) return false
  const id = idOf(command.target)
  const status = books.orders.get(id)?.status
  if (stage === 'preparing') return status === 'confirmed' || status === 'preparing'
  return stage === 'hand-over'
    ? status === 'ready'
    : books.troubles.stuck.has(`process.order-${id}`)
}

/** The stages, in the order in which kills are aimed at them. */
export const stageNames = Object.keys(stages) as readonly Stage[]

// So much more is asked for of what a kill is aimed at, that it comes soon.
const aimed = 12

/** What a client asks for next, mostly what the kill to come is aimed at. */
export function drawAsking(draw: Draw, number: number, aim: Stage): Extract<Step, { do: 'ask' }> {
  const wanted = stages[aim].task
  const chances = Object.entries(usual).map(
    ([name, weight]) =>
      [name === wanted ? weight + aimed : weight, name as keyof typeof tasks] as const,
  )
  const task = tasks[weighted(draw, chances) ?? 'place'](draw)
  return { do: 'ask', number, by: askerOf(draw, task), task }
}

const minuteMs = 60_000

/** How far the clock jumps while the clinic is at work: at once past the next try, or past all tries but one. In ms. */
export function drawJump(draw: Draw): number {
  return oneOf(draw, [6_000, 6 * minuteMs, 31 * minuteMs, 31 * minuteMs]) ?? minuteMs
}

// More often than anything is tried.
const forGood = 10_000
// What the clinic does most, and so what soon leaves many orders stuck.
const busiest = ['reserve-stock', 'reserve-stock', 'pick-stock', 'hand-out-stock']
// What undoing and settling do first: they are to be killed half of the way, too.
const givenBack = ['release-stock', 'release-held-money', 'take-back-stock']

/** What fails from one start of the clinic to the next kill: of the steps that orders send, some for good. */
export function drawFaults(draw: Draw, sends: readonly string[]): readonly FaultSwitch[] {
  const struck = [
    [0.9, oneOf(draw, busiest)],
    [0.5, oneOf(draw, givenBack)],
    [0.3, oneOf(draw, sends)],
  ] as const
  return struck.flatMap(([share, intent = '']) => {
    if (draw() >= share) return []
    const kind = oneOf(draw, ['fail', 'fail', 'fail', 'hang', 'lose'] as const) ?? 'fail'
    return [{ process: 'order', intent, kind, times: oneOf(draw, [2, forGood, forGood]) ?? 2 }]
  })
}
