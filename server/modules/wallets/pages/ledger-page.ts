import type { Page, PageContext } from '#kernel/page.ts'
import type { Say } from '#kernel/words.ts'
import { openApprovals } from '#modules/approvals/published.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf, endOfDay, isDay, longDay } from '#values/local-time.ts'
import { typedMoney } from '#values/money.ts'
import { accountTitles, accounts as allAccounts } from '../accounts.ts'
import { postingsHref } from '../ledger-filter.ts'
import { type AccountSum, trialBalance } from '../ledger-queries.ts'

/** An account's balance, on the side where it stands. Minor units. */
type Balance = Pick<AccountSum, 'account'> & { readonly debit: number; readonly credit: number }

const amount = (say: Say, minor: number) => (minor === 0 ? '' : say.money(minor).text)

function balancesOf(sums: readonly AccountSum[]): readonly Balance[] {
  const bySum = new Map(sums.map((one) => [one.account, one.debit - one.credit]))
  return allAccounts
    .filter((account) => bySum.has(account))
    .map((account) => {
      const balance = bySum.get(account) ?? 0
      return { account, debit: Math.max(balance, 0), credit: Math.max(-balance, 0) }
    })
}

const sumOf = (all: readonly Balance[], side: 'debit' | 'credit') =>
  all.reduce((total, one) => total + one[side], 0)

function balanceTable(say: Say, balances: readonly Balance[], to: string) {
  const rows = balances.map(({ account, debit, credit }) => ({
    cells: [
      { text: accountTitles[account], href: postingsHref({ account, to }), rel: 'postings' },
      { text: amount(say, debit) },
      { text: amount(say, credit) },
    ],
  }))
  const [debit, credit] = [sumOf(balances, 'debit'), sumOf(balances, 'credit')]
  const together = {
    cells: [
      { text: 'Together', strong: true },
      { text: amount(say, debit), strong: true },
      { text: amount(say, credit), strong: true },
    ],
  }
  return {
    caption: 'Trial balance',
    narrow: true,
    columns: [
      { title: 'Account', kind: 'text' },
      { title: 'Debit', kind: 'number' },
      { title: 'Credit', kind: 'number' },
    ],
    groups: [{ rows: [...rows, together] }],
  }
}

function balanceRows(balances: readonly Balance[]): readonly (readonly string[])[] {
  return [
    ['Account', 'Debit', 'Credit'],
    ...balances.map(({ account, debit, credit }) => [
      accountTitles[account],
      typedMoney(debit),
      typedMoney(credit),
    ]),
    ['Together', typedMoney(sumOf(balances, 'debit')), typedMoney(sumOf(balances, 'credit'))],
  ]
}

/** The day that the books are asked for: the end of it, or now where none is said. */
async function momentOf(context: PageContext) {
  const typed = context.query['to']?.trim() ?? ''
  const clinic = await context.ask(clinicSettings())
  const zone = clinic?.zone ?? 'UTC'
  const today = dayOf(context.at, zone)
  const isAsked = isDay(typed)
  return {
    to: isAsked ? typed : '',
    before: isAsked ? endOfDay(typed, zone) : undefined,
    today,
    problem:
      typed !== '' && !isAsked ? 'That is no day of the calendar. Write it like 2026-11-30.' : '',
  }
}

function linksOf(to: string, waiting: number, role: string) {
  const requests = { rel: 'approvals', href: '/approvals', title: 'What needs a second person' }
  return [
    { rel: 'postings', href: postingsHref({ to }), title: 'All postings' },
    { ...requests, ...(waiting > 0 ? { remark: `${waiting} waiting` } : {}) },
    ...(role === 'manager' ? [{ rel: 'till', href: '/till', title: 'The till' }] : []),
  ]
}

/** The clinic's books: what each account comes to, now or at the end of any day. */
export const ledgerPage: Page = {
  path: '/ledger',
  view: 'wallets/ledger.njk',
  by: { manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const { say } = context
    const { to, before, today, problem } = await momentOf(context)
    const balances = balancesOf(await context.ask(trialBalance(before)))
    const [debit, credit] = [sumOf(balances, 'debit'), sumOf(balances, 'credit')]
    const links = linksOf(to, (await context.ask(openApprovals(100))).length, context.actor.role)
    const day = to === '' ? today : to
    return {
      title: 'The books',
      links,
      state: {
        to,
        problem,
        debit: say.money(debit),
        credit: say.money(credit),
        balanced: debit === credit,
        accounts: balances.map((one) => ({
          account: one.account,
          title: accountTitles[one.account],
          debit: say.money(one.debit),
          credit: say.money(one.credit),
        })),
      },
      print: {
        lead: to === '' ? 'As they stand now' : `As they stood at the end of ${longDay(to)}`,
        csv: `/ledger?${new URLSearchParams({ to, format: 'csv' })}`,
        ways: links,
        balance: balances.length > 0 ? balanceTable(say, balances, to) : undefined,
      },
      table: { fileName: `trial-balance-${day}.csv`, rows: balanceRows(balances) },
    }
  },
}
