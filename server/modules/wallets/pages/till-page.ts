import { foldAll } from '#kernel/decider.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { type Till, till } from '../deciders/till.ts'
import { expectedIn, tillTitles } from '../till-counting.ts'
import { tillMethods } from '../till-events.ts'
import { type TillSums, tillClosings, tillLines, tillStream, tillSums } from '../till-queries.ts'
import { closingHref, closingsTable, linesTable } from './till-tables.ts'

/** How many lines and closings the page shows; the books have all lines, `?closings=all` all closings. */
const linesShown = 200
const closingsShown = 7
const closingsMax = 1_000

function sumRows({ say }: PageContext, sums: TillSums, { float }: Till) {
  const expected = expectedIn(sums, float)
  const all = tillMethods.reduce((total, method) => total + expected[method], 0)
  const change = { title: 'Change in the drawer', text: say.money(float).text, quiet: true }
  const rows = tillMethods.map((method) => ({
    title: method === 'cash' ? 'Cash, change included' : tillTitles[method],
    text: say.money(expected[method]).text,
  }))
  return {
    rows: [change, ...rows],
    total: { title: 'Expected, all together', text: say.money(all).text },
  }
}

/** The till: what must be in it now, what that is made of, and when it was closed before. */
export const tillPage: Page = {
  path: '/till',
  view: 'wallets/till.njk',
  thing: 'till',
  by: { receptionist: 'clinic', manager: 'clinic' },
  async read(context) {
    const { say, query } = context
    const now = foldAll(till as never, await context.stream(tillStream)) as Till
    const sums = await context.ask(tillSums())
    const lines = await context.ask(tillLines(linesShown))
    const limit = query['closings'] === 'all' ? closingsMax : closingsShown
    const closings = await context.ask(tillClosings(limit))
    const offers = await context.offers(tillStream)
    const expected = expectedIn(sums, now.float)
    return {
      title: 'The till',
      offers,
      state: {
        closings: now.closings,
        ...(now.closedAt === null ? {} : { closedAt: say.moment(now.closedAt) }),
        float: say.money(now.float),
        cash: say.money(expected.cash),
        card: say.money(expected.card),
        transfer: say.money(expected.transfer),
      },
      embedded: {
        closings: closings.map((one) => ({
          href: closingHref(one.number),
          at: say.moment(one.at),
          difference: say.money(one.difference),
        })),
      },
      print: {
        since:
          now.closedAt === null
            ? 'since the clinic opened'
            : `since ${say.moment(now.closedAt).text}`,
        picture: sumRows(context, sums, now),
        lines: lines.length > 0 ? linesTable(context, lines) : undefined,
        past: closings.length > 0 ? closingsTable(context, closings, now.closings) : undefined,
        close: offers.find(({ rel }) => rel === 'close-till'),
      },
    }
  },
}
