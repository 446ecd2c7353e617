import type { Envelope } from '#kernel/event.ts'
import type { Store } from '#kernel/store.ts'
import {
  type OrderEvents,
  type OrderInLetter,
  orderById,
  orderInLetter,
  orderStream,
} from '#modules/dispensary/published.ts'

/**
 * The order that a letter is about, where its facts name one: its lines and code are read when the letter
 * is rendered, so that the code is stored nowhere but with the order.
 */
export async function orderTold(
  { query, stream }: Pick<Store, 'query' | 'stream'>,
  { order }: Readonly<Record<string, string | number>>,
): Promise<(OrderInLetter & { readonly number: number }) | undefined> {
  if (typeof order !== 'string') return undefined
  const known = await query(orderById(order))
  if (!known) return undefined
  const events = (await stream(orderStream(order))) as readonly Envelope<OrderEvents>[]
  return { number: known.number, ...orderInLetter(events) }
}
