import type { PageContext } from '#kernel/page.ts'
import type { Moment, Money } from '#kernel/words.ts'
import type { Line } from '../statement-lines.ts'
import { type Purposes, signed, wordsOf } from './line-words.ts'

type ShownHold = {
  readonly amount: Money
  readonly for: { readonly title: string; readonly remark: string }
  readonly href: string
  readonly since: Moment
  readonly until?: Moment
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** What is held, each with the way to what it is for; nothing where nothing is held. */
export function holdsTable(holds: readonly ShownHold[]): object | undefined {
  if (holds.length === 0) return undefined
  const rows = holds.map(({ amount, for: purpose, href, since, until }) => ({
    cells: [
      { text: sentence(purpose.title), href, remark: purpose.remark, below: true },
      {
        text: since.text,
        tone: 'quiet',
        ...(until ? { remark: `until ${until.text}`, below: true } : {}),
      },
      { text: amount.text, strong: true },
    ],
  }))
  return {
    caption: 'What is held',
    narrow: true,
    tall: true,
    columns: [
      { title: 'For', kind: 'text' },
      { title: 'Since', kind: 'text' },
      { title: 'How much', kind: 'number' },
    ],
    groups: [{ rows }],
  }
}

/** The movements newest first, each with its amounts, the balances after it, and why. */
export function movesTable(
  context: PageContext,
  lines: readonly Line[],
  purposes: Purposes,
): object {
  const { say } = context
  const rows = lines.map((line) => {
    const { what, remark } = wordsOf(line, say, purposes)
    return {
      cells: [
        { text: say.moment(line.event.at).text, tone: 'quiet' },
        { text: what, strong: true, remark },
        {
          text: signed(say, line.moved),
          strong: true,
          ...(line.moved > 0 ? { tone: 'good' } : {}),
        },
        { text: signed(say, line.reserved) },
        { text: say.money(line.available).text, strong: true },
        { text: say.money(line.held).text },
        { text: 'Why?', href: context.told(line.event).why },
      ],
    }
  })
  return {
    caption: 'What moved, newest first',
    columns: [
      { title: 'When', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'In or out', kind: 'number' },
      { title: 'Held or let go', kind: 'number' },
      { title: 'Free', kind: 'number' },
      { title: 'Held', kind: 'number' },
      { title: 'Cause', kind: 'text' },
    ],
    groups: [{ rows }],
  }
}

/** The same for the person themselves, who reads it on a phone: what it was, how much, what was free then. */
export function ownMovesTable(
  { say }: PageContext,
  lines: readonly Line[],
  purposes: Purposes,
): object {
  const amountOf = (line: Line) => {
    if (line.kind === 'hold') return `${say.money(line.amount).text} held`
    return line.kind === 'release' ? `${say.money(line.amount).text} free` : signed(say, line.moved)
  }
  const rows = lines.map((line) => ({
    cells: [
      {
        text: wordsOf(line, say, purposes).what,
        strong: true,
        remark: say.moment(line.event.at).text,
        below: true,
      },
      { text: amountOf(line), strong: true, ...(line.moved > 0 ? { tone: 'good' } : {}) },
      { text: say.money(line.available).text, tone: 'quiet' },
    ],
  }))
  return {
    caption: 'What moved, newest first',
    narrow: true,
    tall: true,
    columns: [
      { title: 'What', kind: 'text' },
      { title: 'How much', kind: 'number' },
      { title: 'Free then', kind: 'number' },
    ],
    groups: [{ rows }],
  }
}
