import type { PageContext } from '#kernel/page.ts'
import type { Say } from '#kernel/words.ts'
import { orderStream, ordersNamed } from '#modules/dispensary/published.ts'
import type { Method, Purpose } from '../events.ts'
import { purposeTitle } from '../purposes.ts'
import type { Line } from '../statement-lines.ts'

/** What money is for, as pages name and link it. */
export type PurposeWords = {
  readonly title: string
  readonly remark: string
  readonly href: string | undefined
}

/** Names what a person's money is or was for. */
export type Purposes = (purpose: Purpose) => PurposeWords

/** Reads once what the money that is shown is for; only those purposes have names then. */
export async function purposesOf(
  context: PageContext,
  shown: readonly (Purpose | undefined)[],
): Promise<Purposes> {
  const named = shown.filter((one) => one?.kind === 'order').map((one) => one?.id ?? '')
  const orders = await context.ask(ordersNamed([...new Set(named)]))
  const byId = new Map(orders.map((order) => [order.id, order]))
  return ({ kind, id }) => {
    if (kind !== 'order') return { title: purposeTitle(kind), remark: '', href: undefined }
    const order = byId.get(id)
    return {
      title: order ? `order ${order.number}` : 'an order',
      remark: order?.what ?? '',
      href: context.href(orderStream(id)),
    }
  }
}

const byMethod: Readonly<Record<Method, string>> = {
  cash: 'in cash',
  card: 'by card',
  transfer: 'by bank transfer',
  online: 'online',
}

type Words = { readonly what: string; readonly remark: string }

function paidWords({ kind, event, method = 'cash', reference }: Line, say: Say): Words {
  // What the bank told of is known by an id that says nothing to people.
  if (method === 'online') return { what: 'Topped up online', remark: 'the bank told us' }
  const by = say.name(event.actor)
  return {
    what: `${kind === 'top-up' ? 'Topped up' : 'Paid out'} ${byMethod[method]}`,
    remark: reference ? `reference ${reference}, ${by}` : `at the desk, ${by}`,
  }
}

/** A movement in words: what it was, and one grey remark. */
export function wordsOf(line: Line, say: Say, purposes: Purposes): Words {
  const { kind, reason = '' } = line
  const { title, remark } = line.for ? purposes(line.for) : { title: 'something', remark: '' }
  switch (kind) {
    case 'top-up':
    case 'pay-out':
      return paidWords(line, say)
    case 'hold':
      return { what: `Held for ${title}`, remark }
    case 'take':
      return { what: `Taken for ${title}`, remark }
    case 'release':
      return { what: `Free again, not needed for ${title}`, remark }
    case 'refund':
      return { what: `Refunded for ${title}`, remark: reason }
    case 'refund-undone':
      return { what: `Refund undone for ${title}`, remark: reason }
    case 'goodwill':
      return { what: 'Goodwill from the clinic', remark: reason }
    case 'correction':
      return { what: 'Corrected', remark: reason }
  }
}

/** A movement's amount with its sign, nothing for none: "+£50.00", "−£42.00". */
export function signed(say: Say, minor: number): string {
  if (minor === 0) return ''
  return minor > 0 ? `+${say.money(minor).text}` : say.money(minor).text
}
