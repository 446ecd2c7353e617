import type { PageContext } from '#kernel/page.ts'
import type { Say } from '#kernel/words.ts'
import type { PostingRow } from '../ledger-queries.ts'
import { walletStream } from '../published.ts'
import { tillTitles } from '../till-counting.ts'
import { type TillMethod, tillMethods } from '../till-events.ts'
import type { ClosingRow } from '../till-queries.ts'
import { eventHref, postingWords } from './posting-tables.ts'

/** Where a closing of the till is told and printed. */
export const closingHref = (number: number): string => `/till/closings/${number}`

/** An amount with its sign, even where it came in: "+£0.80", "−£25.00", nothing for none. */
function signed(say: Say, minor: number): string {
  return minor > 0 ? `+${say.money(minor).text}` : minor < 0 ? say.money(minor).text : '—'
}

/** What came in and went out, a group a method, each line with the way to its wallet, event and command. */
export function linesTable(context: PageContext, lines: readonly PostingRow[]): object {
  const { say } = context
  const rowOf = (one: PostingRow) => ({
    cells: [
      { text: say.moment(one.at).text, tone: 'quiet' },
      { text: say.name(one.person), href: context.href(walletStream(one.person)) },
      { text: postingWords(one.type), href: eventHref(one), rel: 'event' },
      { text: signed(say, one.debit - one.credit), strong: true },
      { text: 'Command', href: `/commands/${one.command}`, rel: 'command' },
    ],
  })
  const groups = tillMethods.map((method: TillMethod) => {
    const own = lines.filter(({ account }) => account === method)
    return { heading: tillTitles[method], count: own.length, rows: own.map(rowOf) }
  })
  return {
    caption: 'What came in and went out since the till was closed, by method',
    columns: [
      { title: 'When', kind: 'text' },
      { title: 'Whose wallet', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'In or out', kind: 'number' },
      { title: 'Cause', kind: 'text' },
    ],
    groups: groups.filter(({ rows }) => rows.length > 0),
  }
}

/** Past closings, the last first, each leading to its slip. */
export function closingsTable(
  { say }: PageContext,
  closings: readonly ClosingRow[],
  all: number,
): object {
  const more = { href: '/till?closings=all', title: `All ${all} closings` }
  return {
    caption: 'When the till was closed',
    columns: [
      { title: 'Closing', kind: 'text' },
      { title: 'Expected', kind: 'number' },
      { title: 'Counted', kind: 'number' },
      { title: 'Difference', kind: 'number' },
    ],
    groups: [
      {
        rows: closings.map((one) => ({
          cells: [
            {
              text: say.moment(one.at).text,
              href: closingHref(one.number),
              rel: 'till-closing',
              also: say.name(one.actor),
              remark: one.explanation,
              below: true,
            },
            { text: say.money(one.expected).text },
            { text: say.money(one.counted).text },
            { text: signed(say, one.difference), strong: one.difference !== 0 },
          ],
        })),
        ...(closings.length < all ? { more } : {}),
      },
    ],
  }
}

/** A closing by method, as its slip shows it. */
export function countsTable(
  { say }: PageContext,
  closed: Readonly<Record<'expected' | 'counted' | 'difference', Record<TillMethod, number>>>,
): object {
  return {
    caption: 'Expected and counted, by method',
    narrow: true,
    columns: [
      { title: 'Method', kind: 'text' },
      { title: 'Expected', kind: 'number' },
      { title: 'Counted', kind: 'number' },
      { title: 'Difference', kind: 'number' },
    ],
    groups: [
      {
        rows: tillMethods.map((method) => ({
          cells: [
            { text: tillTitles[method] },
            { text: say.money(closed.expected[method]).text },
            { text: say.money(closed.counted[method]).text },
            { text: signed(say, closed.difference[method]), strong: true },
          ],
        })),
      },
    ],
  }
}
