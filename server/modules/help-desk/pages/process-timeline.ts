import type { PageContext } from '#kernel/page.ts'
import type { KnownProcess } from './known-process.ts'
import { drawTimeline, durationInWords, laneAt, lanesOf } from './process-drawing.ts'
import { timelineRows } from './process-rows.ts'

/** How many events of the process are drawn at once. */
const drawnMax = 80
/** How many events beside them are looked at. */
const besideMax = 400
/** How far before its first event the beginning of a process lies: its command and what that did. */
const before = 20

/** The part of a long process that is asked for with `from=`, the number of its first event. */
export function windowOf({ query }: PageContext, { row, events }: KnownProcess) {
  const typed = query['from'] ?? ''
  const asked = /^[1-9]\d{0,6}$/.test(typed) ? Number(typed) : 1
  const from = Math.min(asked, Math.max(1, events.length))
  const to = (version: number, title: string) => ({
    href: `/processes/${row.id}?name=${row.name}&from=${version}`,
    title,
  })
  const isMore = from - 1 + drawnMax < events.length
  const back = from > 1 ? { back: to(Math.max(1, from - drawnMax), 'Earlier') } : {}
  const on = isMore ? { on: to(from + drawnMax, 'Later') } : {}
  return {
    shown: events.slice(from - 1, from - 1 + drawnMax),
    earlier: events[from - 2],
    pages: { ...back, ...on },
  }
}

async function rowsOf(context: PageContext, known: KnownProcess) {
  const { events, told, row } = known
  const { shown, earlier } = windowOf(context, known)
  const [first, last] = [shown[0], shown.at(-1)]
  if (!first || !last) return []
  const asked = {
    after: earlier?.position ?? Math.max(0, first.position - before),
    limit: besideMax,
    about: row.stream,
  }
  const isWhole = events.at(-1) === last
  const came = await context.cameOf(told.life.began?.correlation ?? '', asked)
  // What is written with the last event comes right after it.
  const until = isWhole ? last.position + before : last.position
  const others = came.filter(({ position }) => position <= until)
  return timelineRows(events, shown, others, {
    command: row.command,
    wordsOf: (event) => context.told(event).words,
  })
}

/** The timeline of a process: drawn, as a table of the same facts, and for machines. */
export async function readTimeline(context: PageContext, known: KnownProcess, title: string) {
  const { say } = context
  const rows = await rowsOf(context, known)
  const lanes = lanesOf(rows)
  const laneOf = (place: string) => lanes[laneAt(lanes, place)]?.title ?? place
  const lines = rows.map(({ at, from, to, text, tookMs }) => ({
    at: say.moment(at),
    from: laneOf(from),
    to: laneOf(to),
    what: text,
    took: tookMs === undefined ? '' : durationInWords(tookMs),
  }))
  const cells = lines.map(({ at, from, to, what, took }) => ({
    cells: [
      { text: at.text },
      { text: from === to ? from : `${from} → ${to}` },
      { text: what, strong: true },
      { text: took },
    ],
  }))
  const table = {
    caption: 'The timeline as a table',
    scroll: true,
    columns: [
      { title: 'When', kind: 'text' },
      { title: 'Where', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'Took', kind: 'text' },
    ],
    groups: [{ rows: cells }],
  }
  return { drawing: drawTimeline(rows, title, say), table, lines }
}
