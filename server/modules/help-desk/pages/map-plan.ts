import type { ProcessMap, Way } from '#kernel/map.ts'

/** A way with the number by which the drawing and the table name it. */
export type NumberedWay = Way & { readonly number: number }

/** Lengths of the drawing, in px. */
export const boxWidth = 280
const leastHeight = 48
const gap = 36
export const portStep = 13
export const laneStep = 13
export const margin = 12
export const top = 34
const endHeight = 34

export type Placed = { readonly name: string; readonly y: number; readonly height: number }

/** Where everything of a map stands. */
export type Plan = {
  readonly map: ProcessMap
  readonly ways: readonly NumberedWay[]
  readonly states: readonly Placed[]
  readonly ends: readonly Placed[]
  /** The states that are led to round the left side, each in a lane of its own. */
  readonly lanes: readonly string[]
  readonly left: number
  readonly right: number
}

/** The ways of a map in the order of its states, numbered from 1. */
export function numbered({ states, ends, ways }: ProcessMap): readonly NumberedWay[] {
  const order = ['begin', ...states.map(({ name }) => name), ...ends]
  const at = (name: string) => order.indexOf(name)
  return ways
    .toSorted((one, other) => at(one.from) - at(other.from) || at(one.to) - at(other.to))
    .map((way, index) => ({ ...way, number: index + 1 }))
}

/** Whether a state is an end. */
export const isEnd = (name: string) => name.startsWith('end:')

/** Whether a way leads straight down to the next state. */
export function isStraight({ states }: ProcessMap, { from, to }: Way): boolean {
  const order = ['begin', ...states.map(({ name }) => name)]
  return !isEnd(to) && order.indexOf(to) === order.indexOf(from) + 1
}

function placeStates(map: ProcessMap, ways: readonly Way[]): readonly Placed[] {
  let y = top + gap
  return map.states.map(({ name }) => {
    const outwards = ways.filter(({ from }) => from === name)
    const toEnds = outwards.filter(({ to }) => isEnd(to)).length
    const aside = outwards.filter((way) => !isEnd(way.to) && !isStraight(map, way)).length
    const height = Math.max(leastHeight, (Math.max(toEnds, aside + 1) + 1) * portStep)
    const placed = { name, y, height }
    y += height + gap
    return placed
  })
}

/** Each end beside the states that lead to it, as far as there is room. */
function placeEnds({ ends }: ProcessMap, ways: readonly Way[], states: readonly Placed[]) {
  const wanted = ends.map((name) => {
    const from = states.filter((state) =>
      ways.some((way) => way.to === name && way.from === state.name),
    )
    const sum = from.reduce((all, { y, height }) => all + y + height / 2, 0)
    return { name, middle: from.length > 0 ? sum / from.length : top }
  })
  let least = top
  return wanted
    .toSorted((one, other) => one.middle - other.middle)
    .map(({ name, middle }): Placed => {
      const y = Math.max(least, Math.round(middle - endHeight / 2))
      least = y + endHeight + 12
      return { name, y, height: endHeight }
    })
}

/** Lays a map out. */
export function planOf(map: ProcessMap): Plan {
  const ways = numbered(map)
  const states = placeStates(map, ways)
  const ends = placeEnds(map, ways, states)
  const aside = ways.filter((way) => !isEnd(way.to) && !isStraight(map, way))
  const lanes = states.map(({ name }) => name).filter((name) => aside.some(({ to }) => to === name))
  const left = margin + (lanes.length > 0 ? lanes.length * laneStep + 26 : 0)
  return { map, ways, states, ends, lanes, left, right: left + boxWidth }
}
