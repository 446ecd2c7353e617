import { streamOf } from '#kernel/event.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { longDay } from '#values/local-time.ts'
import { accounts, accountTitles } from '../accounts.ts'
import { type Asked, askedOf, markOf, narrowedBy, postingsHref } from '../ledger-filter.ts'
import { type Narrowed, type PostingRow, postingsOf, sumsOf } from '../ledger-queries.ts'
import { postingRows, postingsTable } from './posting-tables.ts'

const pageLength = 50

/** How many postings are taken along as CSV at once. */
const takenMax = 10_000

function pillsOf(asked: Asked) {
  const pill = (title: string, account: Asked['account']) => ({
    title,
    href: postingsHref({ ...asked, account }),
    current: asked.account === account,
  })
  return [pill('All accounts', undefined), ...accounts.map((one) => pill(accountTitles[one], one))]
}

/** The postings of a page, and whether there are newer and older ones. */
async function pageOf(context: PageContext, narrowed: Narrowed) {
  const mark = markOf(context.query)
  const found = await context.ask(postingsOf(narrowed, mark, pageLength + 1))
  const isMore = found.length > pageLength
  if (mark?.way === 'back') {
    const postings = isMore ? found.slice(1) : found
    return { postings, isNewer: isMore, isOlder: true }
  }
  return { postings: found.slice(0, pageLength), isNewer: mark !== undefined, isOlder: isMore }
}

function waysOf(asked: Asked, { postings, isNewer, isOlder }: Awaited<ReturnType<typeof pageOf>>) {
  const markOfRow = ({ position, line }: PostingRow) => `${position}.${line}`
  const [first, last] = [postings[0], postings.at(-1)]
  return {
    ...(isNewer && first
      ? { back: { href: postingsHref(asked, { newer: markOfRow(first) }), title: 'Later' } }
      : {}),
    ...(isOlder && last
      ? { on: { href: postingsHref(asked, { older: markOfRow(last) }), title: 'Earlier' } }
      : {}),
  }
}

async function sumsIn(context: PageContext, narrowed: Narrowed) {
  const sums = await context.ask(sumsOf(narrowed))
  const own = sums.filter(({ account }) => !narrowed.account || account === narrowed.account)
  const debit = own.reduce((all, one) => all + one.debit, 0)
  const credit = own.reduce((all, one) => all + one.credit, 0)
  return { debit, credit }
}

function leadOf({ account, from, to }: Asked): string {
  const what = account ? accountTitles[account] : 'All accounts'
  const since = from === '' ? '' : `, from ${longDay(from)}`
  return `${what}${since}${to === '' ? '' : `, to ${longDay(to)}`}`
}

function sumRows(
  { say }: PageContext,
  { debit, credit }: { readonly debit: number; readonly credit: number },
) {
  const balance = debit - credit
  const side = balance < 0 ? 'credit' : 'debit'
  return {
    rows: [
      { title: 'Debit', text: say.money(debit).text },
      { title: 'Credit', text: say.money(credit).text },
    ],
    total: {
      title:
        balance === 0
          ? 'The same on both sides'
          : `More ${side} than ${side === 'debit' ? 'credit' : 'debit'}`,
      text: say.money(Math.abs(balance)).text,
    },
  }
}

async function tableIn(context: PageContext, asked: Asked, narrowed: Narrowed, zone: string) {
  const isTaken = context.query['format'] === 'csv'
  const taken = isTaken ? await context.ask(postingsOf(narrowed, undefined, takenMax)) : []
  const name = ['postings', asked.account, asked.from, asked.to].filter(Boolean).join('-')
  return { fileName: `${name}.csv`, rows: postingRows(context, taken, zone) }
}

/** Every posting of the books, newest first, narrowed by account, wallet and day. */
export const postingsPage: Page = {
  path: '/ledger/postings',
  view: 'wallets/postings.njk',
  by: { manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const { say } = context
    const zone = (await context.ask(clinicSettings()))?.zone ?? 'UTC'
    const asked = askedOf(context.query)
    const { account, wallet, from, to, problem } = asked
    const narrowed = narrowedBy(asked, zone)
    const page = await pageOf(context, narrowed)
    const sums = await sumsIn(context, narrowed)
    const ways = waysOf(asked, page)
    const whose = wallet ? say.name(wallet) : ''
    return {
      title: wallet ? `Postings of ${whose}` : 'Postings',
      back: { rel: 'ledger', href: '/ledger', title: 'The books' },
      links: [
        ...(ways.back ? [{ rel: 'prev', ...ways.back }] : []),
        ...(ways.on ? [{ rel: 'next', ...ways.on }] : []),
        ...(wallet
          ? [{ rel: 'wallet', href: context.href(streamOf('wallet', wallet)), title: 'The wallet' }]
          : []),
      ],
      state: {
        account: account ?? '',
        wallet: wallet ?? '',
        from,
        to,
        problem: problem ?? '',
        debit: say.money(sums.debit),
        credit: say.money(sums.credit),
      },
      embedded: {
        posting: page.postings.map((one) => ({
          href: `/wallets/${one.person}/events?event=${one.version}`,
          event: one.position,
          at: say.moment(one.at),
          account: one.account,
          debit: say.money(one.debit),
          credit: say.money(one.credit),
          command: `/commands/${one.command}`,
        })),
      },
      print: {
        lead: leadOf(asked),
        pills: pillsOf(asked),
        unnarrowed: wallet
          ? { href: postingsHref({ ...asked, wallet: undefined }), title: 'Those of all wallets' }
          : undefined,
        csv: postingsHref(asked, { format: 'csv' }),
        sums: sumRows(context, sums),
        postings:
          page.postings.length > 0 ? postingsTable(context, page.postings, !wallet) : undefined,
        pages: ways.back || ways.on ? ways : undefined,
      },
      table: await tableIn(context, asked, narrowed, zone),
    }
  },
}
