import type { PageContext } from '#kernel/page.ts'
import { ordersCountOf } from '#modules/dispensary/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { longDay } from '#values/local-time.ts'
import { proxiesOf } from '../projections/proxy-queries.ts'
import { taskWords } from '../proxies.ts'
import { foldedInto } from '../record-facts.ts'

const notes: Readonly<Record<string, { readonly tone: string; readonly text: string }>> = {
  closed: {
    tone: 'wait',
    text: 'This record is closed: it can be read, and nothing new is begun on it.',
  },
  erased: {
    tone: 'bad',
    text: 'This person was erased. What was theirs stands in the books without a name, and nothing else of them is left.',
  },
}

async function foldedRecord(context: PageContext, id: string) {
  const { all } = await context.ask(ordersCountOf(id))
  const wallet = context.href(walletStream(id))
  return {
    orders: { href: `/orders?patient=${id}`, title: all === 1 ? '1 order' : `${all} orders` },
    statement: { href: `${wallet}/statement`, title: 'Statement of its wallet' },
  }
}

/** What a person's page says of the record as a whole: how it stands, who acts for them, what was folded in. */
export async function recordPart(context: PageContext, id: string, status: string) {
  const [proxies, folded] = await Promise.all([
    context.ask(proxiesOf(id)),
    context.ask(foldedInto(id)),
  ])
  return {
    recordNote: notes[status],
    proxies: proxies.map((one) => ({
      title: one.name || 'erased',
      text: `${taskWords(one.may)}, until ${longDay(one.until)}`,
    })),
    foldedRecords: await Promise.all(folded.map((one) => foldedRecord(context, one))),
  }
}
