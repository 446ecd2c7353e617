import type { ProcessMap } from '#kernel/map.ts'
import { arrow, type Box, type Drawing, fitting, type Line, type Words } from './drawing.ts'
import {
  boxWidth,
  isEnd,
  isStraight,
  laneStep,
  margin,
  type NumberedWay,
  type Plan,
  planOf,
  portStep,
  top,
} from './map-plan.ts'
import { causesInWords, stateInWords } from './map-words.ts'

const endWidth = 190
const remarkMax = 46

/** Where an instance stands on the map of its process. */
export type Here = { readonly state: string; readonly isStuck: boolean }

const numberAt = (x: number, y: number, anchor: Words['anchor'], number: number): Words => ({
  x,
  y,
  text: String(number),
  anchor,
  look: 'number',
})

type Drawn = { readonly lines: readonly Line[]; readonly words: readonly Words[] }

function straight({ map, states, left }: Plan, way: NumberedWay): Drawn {
  const at = states.findIndex(({ name }) => name === way.to)
  const [to, from] = [states[at], states[at - 1]]
  const x = left + boxWidth / 2
  const start = from ? from.y + from.height : top
  const [first = '', ...more] = causesInWords(way.causes)
  // Between two boxes is little room: what stands in quotes is known for an event, and codes stand in the table.
  const short = first.replace(/^The event | \([^)]*\)$/g, '')
  const text = fitting(more.length > 0 ? `${short}, or …` : short, 40)
  if (!to || map.states.length === 0) return { lines: [], words: [] }
  return {
    lines: [arrow('plain', [x, start], [x, to.y])],
    words: [
      numberAt(x - 7, to.y - 14, 'end', way.number),
      { x: x + 8, y: to.y - 14, text, anchor: 'start', look: 'small' },
    ],
  }
}

/** Round the left side, in the lane of the state that it leads to. */
function aside({ states, lanes, left }: Plan, way: NumberedWay, port: number): Drawn {
  const to = states.find(({ name }) => name === way.to)
  const from = states.find(({ name }) => name === way.from)
  if (!to) return { lines: [], words: [] }
  const lane = left - 24 - lanes.indexOf(way.to) * laneStep
  const y = from ? from.y + port * portStep : top
  const start = from ? left : left + boxWidth / 2
  const entry = to.y + to.height - portStep
  return {
    lines: [arrow('quiet', [start, y], [lane, y], [lane, entry], [left, entry])],
    words: [numberAt(start - 5, y - 3, 'end', way.number)],
  }
}

function ending({ states, ends, right, left }: Plan, way: NumberedWay, port: number): Drawn {
  const from = states.find(({ name }) => name === way.from)
  const at = ends.findIndex(({ name }) => name === way.to)
  const to = ends[at]
  if (!to) return { lines: [], words: [] }
  const lane = right + 26 + at * laneStep
  const y = from ? from.y + port * portStep : top
  const start = from ? right : left + boxWidth / 2
  const entry = to.y + to.height / 2
  const box = right + 40 + ends.length * laneStep
  return {
    lines: [arrow('quiet', [start, y], [lane, y], [lane, entry], [box, entry])],
    words: [numberAt(start + 5, y - 3, 'start', way.number)],
  }
}

function drawWays(plan: Plan): Drawn {
  const ports = new Map<string, number>()
  const port = (key: string) => {
    const next = (ports.get(key) ?? 0) + 1
    ports.set(key, next)
    return next
  }
  const drawn = plan.ways.map((way) => {
    if (isEnd(way.to)) return ending(plan, way, port(`${way.from} right`))
    if (isStraight(plan.map, way)) return straight(plan, way)
    return aside(plan, way, port(`${way.from} left`))
  })
  return {
    lines: drawn.flatMap(({ lines }) => lines),
    words: drawn.flatMap(({ words }) => words),
  }
}

function lookOf(name: string, usual: Box['look'], here: Here | undefined): Box['look'] {
  if (here?.state !== name) return usual
  return here.isStuck ? 'stuck' : 'now'
}

function remarkOf(plan: Plan, name: string, here: Here | undefined): string {
  if (here?.state === name) return here.isStuck ? 'It is stuck here' : 'It stands here now'
  const state = plan.map.states.find((one) => one.name === name)
  const waits = state?.waitsFor ? [`Waits for ${state.waitsFor}`] : []
  const sticks = state?.mayStick ? ['can get stuck'] : []
  const all = [...waits, ...sticks].join(' · ')
  // Nearly every state can get stuck, and the table says so: what it waits for is worth more than half of both.
  const text = all.length > remarkMax ? waits.join('') : all
  return fitting(text.charAt(0).toUpperCase() + text.slice(1), remarkMax)
}

function boxesOf(plan: Plan, here: Here | undefined) {
  const { states, ends, left, right, map } = plan
  const endX = right + 40 + ends.length * laneStep
  const middle = left + boxWidth / 2
  const boxes: readonly Box[] = [
    ...states.map(({ name, y, height }) => {
      const place = { x: left, y, width: boxWidth, height }
      return { ...place, look: lookOf(name, 'state', here) }
    }),
    ...ends.map(({ name, y, height }) => {
      const place = { x: endX, y, width: endWidth, height }
      return { ...place, look: lookOf(name, 'end', here) }
    }),
  ]
  const words: readonly Words[] = [
    ...states.flatMap(({ name, y, height }): readonly Words[] => {
      const remark = remarkOf(plan, name, here)
      const at = { x: middle, anchor: 'middle' } as const
      const title = { ...at, text: fitting(stateInWords(map, name), 38), look: 'strong' } as const
      const y0 = y + height / 2
      if (!remark) return [{ ...title, y: y0 + 5 }]
      return [
        { ...title, y: y0 - 3 },
        { ...at, y: y0 + 14, text: remark, look: 'small' },
      ]
    }),
    ...ends.map(({ name, y }): Words => {
      const text = fitting(stateInWords(map, name), 28)
      return { x: endX + endWidth / 2, y: y + 22, text, anchor: 'middle', look: 'plain' }
    }),
  ]
  return { boxes, words, width: endX + endWidth + margin }
}

/** The map of a process's states, drawn: its states downwards, its ends at the right. */
export function drawMap(map: ProcessMap, title: string, here?: Here): Drawing {
  const plan = planOf(map)
  const { boxes, words, width } = boxesOf(plan, here)
  const drawn = drawWays(plan)
  const lowest = Math.max(...boxes.map(({ y, height }) => y + height), top)
  const stands = here ? ` It stands at “${stateInWords(map, here.state)}” now.` : ''
  return {
    id: 'map',
    title: `The states of ${title}`,
    description: `${map.states.length} states, ${map.ends.length} ends and ${map.ways.length} ways between them, each told in the table below.${stands}`,
    width,
    height: lowest + margin,
    boxes,
    lines: drawn.lines,
    dots: [{ x: plan.left + boxWidth / 2, y: top, look: 'plain' }],
    words: [...words, ...drawn.words],
  }
}
