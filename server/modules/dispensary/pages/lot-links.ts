import { streamOf } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'

/** The page of one lot of an item. A lot is named by its maker, so it may hold anything. */
export function lotHref(item: string, lot: string): string {
  return `/items/${item}/lot?lot=${encodeURIComponent(lot)}`
}

/** Where a ready order is put back on the bench. */
export function backToBenchHref({ href }: Pick<PageContext, 'href'>, order: string): string {
  return `${href(streamOf('order', order))}/put-back-preparation`
}
