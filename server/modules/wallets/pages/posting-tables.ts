import type { PageContext } from '#kernel/page.ts'
import { dayOf, localOf } from '#values/local-time.ts'
import { typedMoney } from '#values/money.ts'
import { accountTitles } from '../accounts.ts'
import { walletEvents } from '../events.ts'
import type { PostingRow } from '../ledger-queries.ts'
import { walletStream } from '../published.ts'

/** What moved the money, in few words. */
const typeWords: Readonly<Record<string, string>> = {
  TopUpRecorded: 'Top-up',
  MoneyHeld: 'Held',
  HeldMoneyTaken: 'Taken',
  HeldMoneyReleased: 'Let go',
  MoneyRefunded: 'Refund',
  RefundUndone: 'Refund undone',
  BalancePaidOut: 'Pay-out',
  GoodwillGiven: 'Goodwill',
  LedgerCorrected: 'Correction',
}

/** What moved money, by its event's type, in few words. */
export const postingWords = (type: string): string =>
  typeWords[type] ?? walletEvents[type]?.words ?? type

/** Where an event is told, and why it is there. */
export const eventHref = ({ person, version }: PostingRow): string =>
  `/wallets/${person}/events?event=${version}`

/** Postings, each with the way to its wallet, to the event and to the command that caused it. */
export function postingsTable(
  context: PageContext,
  postings: readonly PostingRow[],
  isOfMany: boolean,
): object {
  const { say } = context
  const amount = (minor: number) => (minor === 0 ? '' : say.money(minor).text)
  const rows = postings.map((one) => ({
    cells: [
      { text: say.moment(one.at).text, tone: 'quiet' },
      ...(isOfMany
        ? [{ text: say.name(one.person), href: context.href(walletStream(one.person)) }]
        : []),
      { text: accountTitles[one.account] },
      { text: amount(one.debit) },
      { text: amount(one.credit) },
      { text: postingWords(one.type), href: eventHref(one), rel: 'event' },
      { text: 'Command', href: `/commands/${one.command}`, rel: 'command' },
    ],
  }))
  return {
    caption: 'Postings, newest first',
    columns: [
      { title: 'When', kind: 'text' },
      ...(isOfMany ? [{ title: 'Whose wallet', kind: 'text' }] : []),
      { title: 'Account', kind: 'text' },
      { title: 'Debit', kind: 'number' },
      { title: 'Credit', kind: 'number' },
      { title: 'Event', kind: 'text' },
      { title: 'Cause', kind: 'text' },
    ],
    groups: [{ rows }],
  }
}

const heads = [
  'Event',
  'Date',
  'Time',
  'Whose wallet',
  'Account',
  'Debit',
  'Credit',
  'What',
  'Command',
]

/** The same for a spreadsheet. */
export function postingRows(
  { say }: PageContext,
  postings: readonly PostingRow[],
  zone: string,
): readonly (readonly (string | number)[])[] {
  const amount = (minor: number) => (minor === 0 ? '' : typedMoney(minor))
  const rows = postings.map((one) => [
    one.position,
    dayOf(one.at, zone),
    localOf(one.at, zone).local.slice(11),
    say.name(one.person),
    accountTitles[one.account],
    amount(one.debit),
    amount(one.credit),
    postingWords(one.type),
    one.command,
  ])
  return [heads, ...rows]
}
