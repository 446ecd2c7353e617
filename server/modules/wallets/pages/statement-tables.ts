import type { PageContext } from '#kernel/page.ts'
import { dayOf, localOf, startOfDay } from '#values/local-time.ts'
import { typedMoney } from '#values/money.ts'
import type { Line, Statement } from '../statement-lines.ts'
import type { Range } from '../statement-range.ts'
import { type Purposes, signed, wordsOf } from './line-words.ts'

/** The statement's lines, oldest first, after what was brought forward. */
export function statementTable(
  context: PageContext,
  { lines, before }: Statement,
  { from }: Range,
  purposes: Purposes,
): object {
  const { say } = context
  const first = {
    cells: [
      // Noon is on that day in every zone, whatever the clocks do at night.
      { text: say.day(startOfDay(from, 'UTC') + 43_200_000).text, tone: 'quiet' },
      { text: 'Brought forward', tone: 'quiet' },
      { text: '' },
      { text: say.money(before.held).text },
      { text: say.money(before.available).text, strong: true },
    ],
  }
  const rows = lines.map((line) => {
    const { what, remark } = wordsOf(line, say, purposes)
    return {
      cells: [
        { text: say.day(line.event.at).text, tone: 'quiet' },
        { text: what, strong: true, remark },
        { text: signed(say, line.moved), strong: true },
        { text: say.money(line.held).text },
        { text: say.money(line.available).text, strong: true },
      ],
    }
  })
  return {
    caption: 'What moved, oldest first',
    columns: [
      { title: 'Date', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'In or out', kind: 'number' },
      { title: 'Held', kind: 'number' },
      { title: 'Free after', kind: 'number' },
    ],
    groups: [{ rows: [first, ...rows] }],
  }
}

const heads = ['Date', 'Time', 'What', 'Remark', 'In', 'Out', 'Held', 'Free after']

/** The same for a spreadsheet: amounts without signs or currency, in columns of their own. */
export function statementRows(
  { say }: PageContext,
  { lines, before }: Statement,
  purposes: Purposes,
  zone: string,
): readonly (readonly string[])[] {
  const row = (line: Line) => {
    const { what, remark } = wordsOf(line, say, purposes)
    const { moved, held, available, event } = line
    const amounts = [moved > 0 ? typedMoney(moved) : '', moved < 0 ? typedMoney(-moved) : '']
    const time = localOf(event.at, zone).local.slice(11)
    return [
      dayOf(event.at, zone),
      time,
      what,
      remark,
      ...amounts,
      typedMoney(held),
      typedMoney(available),
    ]
  }
  const forward = [
    '',
    '',
    'Brought forward',
    '',
    '',
    '',
    typedMoney(before.held),
    typedMoney(before.available),
  ]
  return [heads, forward, ...lines.map(row)]
}
