import type { Page, PageContext } from '#kernel/page.ts'
import type { Say } from '#kernel/words.ts'
import { accountTitles } from '../accounts.ts'
import {
  type AccountSum,
  type PostingRow,
  postingsBefore,
  trialBalance,
} from '../ledger-queries.ts'
import { walletStream } from '../published.ts'

/** Postings on a page: even, so that the two sides of a movement stay together. */
const pageLength = 50
const beyondAll = Number.MAX_SAFE_INTEGER

const amount = (say: Say, minor: number) => (minor === 0 ? '' : say.money(minor).text)

function balanceTable(say: Say, accounts: readonly AccountSum[], debit: number, credit: number) {
  const row = (title: string, left: number, right: number) => ({
    cells: [
      { text: title, strong: true },
      { text: amount(say, left) },
      { text: amount(say, right) },
    ],
  })
  const rows = accounts.map((one) => {
    const balance = one.debit - one.credit
    return row(accountTitles[one.account], Math.max(balance, 0), Math.max(-balance, 0))
  })
  return {
    caption: 'Trial balance',
    narrow: true,
    columns: [
      { title: 'Account', kind: 'text' },
      { title: 'Debit', kind: 'number' },
      { title: 'Credit', kind: 'number' },
    ],
    groups: [{ rows: [...rows, row('Together', debit, credit)] }],
  }
}

function postingsTable(context: PageContext, postings: readonly PostingRow[]) {
  const { say } = context
  const rows = postings.map((one) => ({
    cells: [
      { text: say.moment(one.at).text, tone: 'quiet' },
      { text: say.name(one.person), href: context.href(walletStream(one.person)) },
      { text: accountTitles[one.account] },
      { text: amount(say, one.debit) },
      { text: amount(say, one.credit) },
      { text: String(one.position), tone: 'quiet' },
    ],
  }))
  return {
    caption: 'Postings, newest first',
    scroll: true,
    columns: [
      { title: 'When', kind: 'text' },
      { title: 'Whose wallet', kind: 'text' },
      { title: 'Account', kind: 'text' },
      { title: 'Debit', kind: 'number' },
      { title: 'Credit', kind: 'number' },
      { title: 'Event', kind: 'number' },
    ],
    groups: [{ rows }],
  }
}

function beforeOf(query: PageContext['query']): number {
  const asked = query['before'] ?? ''
  return /^\d{1,15}$/.test(asked) ? Number(asked) : beyondAll
}

/** The clinic's books: what each account comes to, and every posting behind it. */
export const ledgerPage: Page = {
  path: '/ledger',
  view: 'wallets/ledger.njk',
  by: { manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const { say } = context
    const accounts = await context.ask(trialBalance())
    const postings = await context.ask(postingsBefore(beforeOf(context.query), pageLength))
    const balances = accounts.map(({ debit, credit }) => debit - credit)
    const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
    const debit = sum(balances.filter((one) => one > 0))
    const credit = -sum(balances.filter((one) => one < 0))
    const last = postings.at(-1)
    const more = postings.length === pageLength && last
    return {
      title: 'The books',
      links: more
        ? [{ rel: 'next', href: `/ledger?before=${last.position}`, title: 'Earlier postings' }]
        : [],
      state: {
        debit: say.money(debit),
        credit: say.money(credit),
        balanced: debit === credit,
        accounts: accounts.map((one) => ({
          account: one.account,
          title: accountTitles[one.account],
          debit: say.money(one.debit),
          credit: say.money(one.credit),
        })),
      },
      print: {
        balance: accounts.length > 0 ? balanceTable(say, accounts, debit, credit) : undefined,
        postings: postings.length > 0 ? postingsTable(context, postings) : undefined,
        pages: more
          ? { on: { href: `/ledger?before=${last.position}`, title: 'Earlier' } }
          : undefined,
      },
    }
  },
}
