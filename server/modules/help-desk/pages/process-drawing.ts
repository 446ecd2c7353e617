import { categoryOf } from '#kernel/event.ts'
import type { Say } from '#kernel/words.ts'
import {
  arrow,
  type Box,
  type Dot,
  type Drawing,
  fitting,
  type Line,
  stroke,
  type Words,
} from './drawing.ts'
import { itself, outside, type TimelineRow } from './process-rows.ts'

/** A place of the timeline, with a column of its own in the drawing. */
type Lane = { readonly place: string; readonly title: string }

const lanesMax = 9
const rest = 'rest'
const timeWidth = 108
const laneWidth = 176
const headHeight = 30
const rowHeight = 30
const top = 48
// What a small letter takes at least, in px: too narrow rather than a label that is cut by the edge.
const letterWidth = 6.4

const units = [
  { ms: 86_400_000, one: 'day', many: 'days' },
  { ms: 3_600_000, one: 'h', many: 'h' },
  { ms: 60_000, one: 'min', many: 'min' },
  { ms: 1000, one: 's', many: 's' },
  { ms: 1, one: 'ms', many: 'ms' },
] as const

/** "12 ms", "3 min", "6 days": to the largest unit that fits. */
export function durationInWords(ms: number): string {
  const unit = units.find((one) => ms >= one.ms)
  if (!unit) return 'at once'
  const count = Math.round(ms / unit.ms)
  return `${count} ${count === 1 ? unit.one : unit.many}`
}

/** The process, the outside, and each stream that it touched; of many, the last ones share a lane. */
export function lanesOf(rows: readonly TimelineRow[]): readonly Lane[] {
  const streams = [...new Set(rows.flatMap(({ from, to }) => [from, to]))].filter(
    (place) => place !== itself && place !== outside,
  )
  const shown = streams.length > lanesMax ? streams.slice(0, lanesMax - 1) : streams
  const byCategory = Map.groupBy(shown, categoryOf)
  const titled = shown.map((place): Lane => {
    const category = categoryOf(place)
    const same = byCategory.get(category) ?? []
    const number = same.length > 1 ? ` ${same.indexOf(place) + 1}` : ''
    return { place, title: `${category.replaceAll('-', ' ')}${number}` }
  })
  const others = shown.length < streams.length ? [{ place: rest, title: 'others' }] : []
  return [
    { place: outside, title: 'outside' },
    { place: itself, title: 'the process' },
    ...titled,
    ...others,
  ]
}

/** The lane of a place: the last one where it has none of its own. */
export function laneAt(lanes: readonly Lane[], place: string): number {
  const at = lanes.findIndex((lane) => lane.place === place)
  return at < 0 ? lanes.length - 1 : at
}

const lettersIn = (width: number) => Math.floor(width / letterWidth)
const widthOf = (lanes: readonly Lane[]) => timeWidth + lanes.length * laneWidth
const middleOf = (lane: number) => timeWidth + lane * laneWidth + laneWidth / 2

function told({ text, tookMs }: TimelineRow): string {
  return tookMs === undefined ? text : `${text}, ${durationInWords(tookMs)}`
}

type Drawn = { readonly line?: Line; readonly dot?: Dot; readonly words: readonly Words[] }

function drawRow(row: TimelineRow, lanes: readonly Lane[], y: number): Drawn {
  const [from, to] = [laneAt(lanes, row.from), laneAt(lanes, row.to)]
  const [start, end] = [middleOf(from), middleOf(to)]
  if (from === to)
    return { dot: { x: start, y, look: row.look }, words: [besideDot(row, lanes, y)] }
  const isRight = end > start
  const text = fitting(told(row), lettersIn(Math.abs(end - start) - 8))
  const words: Words = {
    x: isRight ? start + 8 : start - 8,
    y: y - 5,
    text,
    anchor: isRight ? 'start' : 'end',
    look: 'small',
  }
  return { line: arrow(row.look, [start, y], [end, y]), words: [words] }
}

/** Nothing else stands in its row: it runs to the side with more room, over the faint lines of lanes. */
function besideDot(row: TimelineRow, lanes: readonly Lane[], y: number): Words {
  const dot = middleOf(laneAt(lanes, row.to))
  const [left, right] = [dot - timeWidth, widthOf(lanes) - dot]
  const isRight = right >= left
  return {
    x: isRight ? dot + 10 : dot - 10,
    y: y + 4,
    text: fitting(told(row), lettersIn(Math.max(left, right) - 10)),
    anchor: isRight ? 'start' : 'end',
    look: 'small',
  }
}

/** When it was, and how long after what stands above it. */
function timeWords(row: TimelineRow, before: TimelineRow | undefined, say: Say, y: number): Words {
  const gap = before ? row.at - before.at : 0
  const day = !before || say.day(before.at).text !== say.day(row.at).text
  const after = gap >= 1 ? `+ ${durationInWords(gap)}` : ''
  const text = !before || day ? say.moment(row.at).text : after
  return { x: 0, y: y + 4, text, anchor: 'start', look: 'small' }
}

/** A process's timeline, drawn: time goes down, what it touched stands side by side. */
export function drawTimeline(rows: readonly TimelineRow[], title: string, say: Say): Drawing {
  const lanes = lanesOf(rows)
  const [first, last] = [rows[0], rows.at(-1)]
  const height = top + rows.length * rowHeight + 16
  const yOf = (index: number) => top + index * rowHeight + rowHeight / 2 + 8
  const drawn = rows.map((row, index) => drawRow(row, lanes, yOf(index)))
  const heads = lanes.map((_, index): Box => {
    const x = timeWidth + index * laneWidth + 8
    return { x, y: 6, width: laneWidth - 16, height: headHeight, look: 'lane' }
  })
  const titles = lanes.map(
    (lane, index): Words => ({
      x: middleOf(index),
      y: 26,
      text: fitting(lane.title, 22),
      anchor: 'middle',
      look: 'strong',
    }),
  )
  const times = rows.map((row, index) => timeWords(row, rows[index - 1], say, yOf(index)))
  const took = first && last ? ` It took ${durationInWords(last.at - first.at)}.` : ''
  return {
    id: 'timeline',
    title: `The timeline of ${title}`,
    description: `${rows.length} things in ${lanes.length} places, each told in the table below.${took}`,
    width: widthOf(lanes),
    height,
    boxes: heads,
    lines: [
      ...lanes.map((_, index) =>
        stroke('faint', [middleOf(index), headHeight + 6], [middleOf(index), height]),
      ),
      ...drawn.flatMap(({ line }) => (line ? [line] : [])),
    ],
    dots: drawn.flatMap(({ dot }) => (dot ? [dot] : [])),
    words: [
      ...titles,
      ...times.filter(({ text }) => text !== ''),
      ...drawn.flatMap(({ words }) => words),
    ],
  }
}
