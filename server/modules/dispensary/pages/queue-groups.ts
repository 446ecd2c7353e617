import type { PageContext } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf, startOfDay } from '#values/local-time.ts'
import {
  type OrderGroup,
  ordersToWorkOn,
  ordersToWorkOnCounts,
} from '../projections/order-groups.ts'
import type { OrderRow } from '../projections/order-queries.ts'

/** Orders that need the same, with those of them that are on this page. */
export type Group = {
  readonly name: OrderGroup
  readonly title: string
  /** How many there are; `orders` are those on this page. */
  readonly count: number
  readonly orders: readonly OrderRow[]
}

/** How many orders of a group are shown: a bench has a day's work before the fiftieth. */
const shownMax = 50

const titles = [
  ['preparing', 'In preparation'],
  ['prepare', 'To prepare'],
  ['ready', 'Ready to collect'],
  ['stuck', 'Stuck'],
  ['moving', 'On their way'],
  ['denied', 'Not gone through today'],
] as const

/** One's own work first, then what was promised first; what is as old in both by its number. */
export function byUrgency(actor: string) {
  const mine = ({ state, claimedBy }: OrderRow) => state === 'preparing' && claimedBy === actor
  const promised = ({ promisedAt, placedAt }: OrderRow) => promisedAt ?? placedAt
  return (one: OrderRow, other: OrderRow) =>
    Number(mine(other)) - Number(mine(one)) ||
    promised(one) - promised(other) ||
    one.number - other.number
}

async function beginningOfToday(context: PageContext): Promise<number> {
  const clinic = await context.ask(clinicSettings())
  const zone = clinic?.zone ?? 'Etc/UTC'
  return startOfDay(dayOf(context.at, zone), zone)
}

/** What needs somebody, in the order of the page; `page` counts from 1 within each group. */
export async function groupsOf(context: PageContext, page: number): Promise<readonly Group[]> {
  const today = await beginningOfToday(context)
  const counts = await context.ask(ordersToWorkOnCounts(today))
  const window = { skip: (page - 1) * shownMax, limit: shownMax }
  const byGroup = Map.groupBy(await context.ask(ordersToWorkOn(today, window)), (one) => one.group)
  return titles.map(([name, title]) => ({
    name,
    title,
    count: counts[name] ?? 0,
    orders: (byGroup.get(name) ?? []).toSorted(byUrgency(context.actor.id)),
  }))
}

/** The page that is asked for of one group; of all groups together only the first. */
export function pageAsked({ query }: PageContext): number {
  const isOfGroup = titles.some(([name]) => name === query['group'])
  const typed = query['page'] ?? ''
  return isOfGroup && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1
}

/** Where a page of one group is. */
export const hrefOf = ({ name }: Group, page: number) =>
  `/queue?group=${name}${page > 1 ? `&page=${page}` : ''}`

/** The ways on through a group that is longer than a page. */
export function pagesOf(group: Group | undefined, page: number) {
  if (!group) return undefined
  const back = page > 1 ? { href: hrefOf(group, page - 1), title: 'Earlier orders' } : undefined
  const on =
    page * shownMax < group.count
      ? { href: hrefOf(group, page + 1), title: 'Later orders' }
      : undefined
  return back || on ? { ...(back ? { back } : {}), ...(on ? { on } : {}) } : undefined
}

/** The way to what is not shown of a group. */
export function restOf(group: Group) {
  const rest = group.count - group.orders.length
  return rest > 0 ? { more: { href: hrefOf(group, 2), title: `And ${rest} more` } } : {}
}
