import type { PageContext } from '#kernel/page.ts'
import type { Say } from '#kernel/words.ts'
import { orderStream, ordersOf } from '#modules/dispensary/published.ts'
import type { Purpose } from '../events.ts'
import type { Line } from '../statement-lines.ts'

/** What money is for, as pages name and link it. */
export type PurposeWords = {
  readonly title: string
  readonly remark: string
  readonly href: string | undefined
}

/** Names what a person's money is or was for. */
export type Purposes = (purpose: Purpose) => PurposeWords

/** Reads once what a person's money may be for: their orders. */
export async function purposesOf(context: PageContext, person: string): Promise<Purposes> {
  const orders = await context.ask(ordersOf(person))
  const byId = new Map(orders.map((order) => [order.id, order]))
  return ({ kind, id }) => {
    if (kind !== 'order') return { title: kind, remark: '', href: undefined }
    const order = byId.get(id)
    return {
      title: order ? `order ${order.number}` : 'an order',
      remark: order?.what ?? '',
      href: context.href(orderStream(id)),
    }
  }
}

const byMethod = { cash: 'in cash', card: 'by card', transfer: 'by bank transfer' } as const

/** A movement in words: what it was, and one grey remark. */
export function wordsOf(
  line: Line,
  say: Say,
  purposes: Purposes,
): { readonly what: string; readonly remark: string } {
  if (line.kind === 'top-up') {
    const by = say.name(line.event.actor)
    const how = byMethod[line.method ?? 'cash']
    return {
      what: `Topped up ${how}`,
      remark: line.reference ? `reference ${line.reference}, ${by}` : `at the desk, ${by}`,
    }
  }
  const { title, remark } = line.for ? purposes(line.for) : { title: 'something', remark: '' }
  const verbs = { hold: 'Held for', take: 'Taken for', release: 'Free again, not needed for' }
  return { what: `${verbs[line.kind]} ${title}`, remark }
}

/** A movement's amount with its sign, nothing for none: "+£50.00", "−£42.00". */
export function signed(say: Say, minor: number): string {
  if (minor === 0) return ''
  return minor > 0 ? `+${say.money(minor).text}` : say.money(minor).text
}
