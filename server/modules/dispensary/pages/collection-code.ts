import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import type { OrderEvents } from '../events.ts'
import { orderStream } from '../published.ts'

/** The newest code in an order’s events, in two groups as people read it; nothing where it is erased. */
export function codeIn(events: readonly Envelope[]): string | undefined {
  const known = events as readonly Envelope<OrderEvents>[]
  const made = known.findLast(
    ({ type }) => type === 'OrderReady' || type === 'CollectionCodeRenewed',
  )
  const code = made && 'code' in made.data ? made.data.code : null
  return typeof code === 'string' ? `${code.slice(0, 3)} ${code.slice(3)}` : undefined
}

/** The code by which an order is collected now, if it is ready. */
export async function collectionCodeOf(
  context: PageContext,
  order: { readonly id: string; readonly state: string },
): Promise<string | undefined> {
  if (order.state !== 'ready') return undefined
  return codeIn(await context.stream(orderStream(order.id)))
}
