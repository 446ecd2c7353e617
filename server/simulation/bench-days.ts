import { between, type Draw, drawsFrom, oneOf } from '#demo/random.ts'
import { tasksThere } from './bench-chances.ts'
import { goods, lotted } from './cast.ts'
import { askerOf } from './chances.ts'
import type { Scenario, Step, Task } from './scenario.ts'

type Name = keyof typeof tasksThere

const minuteMs = 60_000
const inLots = goods.findIndex(({ id }) => id === lotted)

/** What follows on an order at the bench, mostly to its end; and then what comes of it. */
const courses: readonly (readonly Name[])[] = [
  ['prepare', 'ready', 'hand-over', 'return'],
  ['prepare', 'ready', 'hand-over', 'remake'],
  ['prepare', 'ready', 'collect', 'collect', 'return'],
  ['prepare', 'ready', 'new-code', 'collect', 'return', 'return'],
  ['prepare', 'ready', 'unclaim', 'prepare', 'ready', 'hand-over'],
  ['prepare', 'take-over', 'ready', 'count', 'hand-over'],
  ['prepare', 'ready', 'recall', 'hand-over', 'unclaim', 'prepare', 'ready', 'collect'],
  ['prepare', 'ready', 'put-back'],
  ['prepare', 'unclaim', 'prepare', 'ready'],
]

/** What is done at the help desk about what got stuck meanwhile. */
const mending: readonly Name[] = [
  'try-again',
  'undo',
  'settle',
  'settle',
  'close-case',
  'take-case',
]

function wanted(draw: Draw): Task {
  const items = [0, 1, 2, 3, 4, 4].toSorted(() => draw() - 0.5)
  const lines = items
    .slice(0, between(draw, 1, 2))
    .map((item) => ({ item, quantity: between(draw, 1, 2) }))
  return { task: 'place', person: between(draw, 0, 1), lines, total: 'right' }
}

/** Time for what was asked for to be done, mostly all of it. */
function pause(draw: Draw): Step {
  const isQuick = draw() < 0.5
  if (isQuick) return { do: 'work', steps: oneOf(draw, [1, 6, 40]) ?? 6, answer: 'heard' }
  return { do: 'wait', ms: between(draw, 1, 5) * minuteMs }
}

function course(draw: Draw): readonly Task[] {
  const names = oneOf(draw, courses) ?? []
  const isStopped = draw() < 0.15
  const some = isStopped ? names.slice(0, between(draw, 1, names.length)) : names
  const stop: Task = { task: 'cancel', order: between(draw, 0, 999) }
  const drawn = [wanted(draw), ...some.map((name) => tasksThere[name](draw))]
  return [...ofPickedLot(drawn), ...(isStopped ? [stop] : [])]
}

/** What is recalled on such a day is mostly what was picked for it: else it would hardly ever be met. */
function ofPickedLot(tasks: readonly Task[]): readonly Task[] {
  const ready = tasks.find(({ task }) => task === 'ready')
  if (ready?.task !== 'ready' || !tasks.some(({ task }) => task === 'recall')) return tasks
  return tasks.map((one): Task => {
    if (one.task === 'recall') return { ...one, item: ready.lot === 'soon' ? 2 : 1 }
    if (one.task !== 'place') return one
    const others = one.lines.filter(({ item }) => item !== inLots).slice(0, 1)
    return { ...one, lines: [...others, { item: inLots, quantity: 1 }] }
  })
}

function mended(draw: Draw): readonly (Task | Step)[] {
  const task = () => tasksThere[oneOf(draw, mending) ?? 'settle'](draw)
  const long: Step = { do: 'wait', ms: between(draw, 40, 70) * minuteMs }
  return [long, task(), task(), long, task(), task()]
}

/** Draws from several lists by turns, each in its order. */
function interleaved<T>(draw: Draw, lists: readonly (readonly T[])[]): readonly T[] {
  const left = lists.map((list) => [...list])
  const all: T[] = []
  for (;;) {
    const open = left.filter((list) => list.length > 0)
    const next = oneOf(draw, open)?.shift()
    if (next === undefined) return all
    all.push(next)
  }
}

/**
 * Of every other seed a day at the bench: orders that are mostly prepared, handed over and returned, several
 * at once, what got stuck of them mended at the desk, and some of the scenario's own steps in between.
 */
export function withBenchDays({ seed, faults, steps }: Scenario): Scenario {
  if (seed % 2 === 0) return { seed, faults, steps }
  const draw = drawsFrom(seed + 2_000_000_011)
  const courses = Array.from({ length: between(draw, 2, 4) }, () => course(draw))
  const day = [...interleaved(draw, courses), ...mended(draw)].flatMap((one, index): Step[] => {
    if ('do' in one) return [one]
    const number = 10_000 + index
    return [{ do: 'ask', number, by: askerOf(draw, one), task: one }, pause(draw)]
  })
  const others = steps.filter(() => draw() < 0.35)
  return { seed, faults, steps: interleaved(draw, [day, others]) }
}
