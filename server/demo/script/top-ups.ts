import { between, type Draw, oneOf } from '../random.ts'
import type { BookedOrder } from './booking.ts'
import { itemCalled } from './catalogue.ts'
import { type Clockwork, firstDay } from './clockwork.ts'
import type { Deed } from './deed.ts'
import { neighbours } from './neighbours.ts'
import { orderBook } from './order-book.ts'
import { priceOf } from './shelf.ts'

type Method = 'cash' | 'card' | 'transfer'

type TopUp = {
  readonly at: number
  readonly person: string
  /** Minor units. */
  readonly amount: number
  readonly method: Method
  readonly by: string
}

type StoryLine = readonly [
  daysBack: number,
  time: string,
  person: string,
  amount: number,
  method: Method,
  by: string,
]

/** What was paid in by the people with a story. */
const storyLines: readonly StoryLine[] = [
  [28, '12:20', 'sofia', 5000, 'card', 'sam'],
  [12, '11:12', 'maria', 10_000, 'card', 'sam'],
  [11, '14:10', 'aisha', 1630, 'cash', 'ines'],
  [10, '09:40', 'chloe', 4000, 'card', 'sam'],
  [9, '10:05', 'george', 2500, 'cash', 'sam'],
  [8, '11:30', 'peter', 4000, 'card', 'sam'],
  [6, '10:41', 'maria', 5000, 'cash', 'ines'],
  [4, '09:20', 'daniel', 9000, 'transfer', 'ines'],
  [4, '17:15', 'liam', 3000, 'card', 'ines'],
]

const methods: readonly Method[] = ['card', 'card', 'card', 'cash', 'cash', 'transfer']
const amounts = [500, 1000, 1500, 2000, 2000, 2500, 3000, 4000, 5000, 6000]
const storyKeys = new Set(storyLines.map(([, , person]) => person))

/** What an order comes to at the prices of its time, in minor units. */
export function totalOf({ lines, daysBack, time }: BookedOrder): number {
  return Object.entries(lines).reduce(
    (sum, [code, quantity]) => sum + quantity * priceOf(itemCalled(code), daysBack, time),
    0,
  )
}

function atDesk(
  clockwork: Clockwork,
  daysBack: number,
  draw: Draw,
): Pick<TopUp, 'at' | 'by' | 'method'> {
  const share = draw()
  const at = clockwork.within(daysBack, share)
  return { at, by: share < 0.55 ? 'sam' : 'ines', method: oneOf(draw, methods) ?? 'cash' }
}

/** Whether an order's money was held, be it for a moment. */
function needsMoney({ end }: BookedOrder): boolean {
  return end.is !== 'denied' || end.code === 'short-stock' || end.code === 'short-money'
}

function isShort({ end }: BookedOrder): boolean {
  return end.is === 'mended' || (end.is === 'denied' && end.code === 'short-money')
}

/** Money that was paid in a day or two before an order: enough for it, or half where it is to be short. */
function beforeOrder(order: BookedOrder, clockwork: Clockwork, draw: Draw): TopUp {
  const total = totalOf(order)
  const joined = neighbours.find(({ key }) => key === order.patient)?.joined ?? firstDay
  const daysBack = Math.min(
    order.daysBack + between(draw, 1, 2),
    Math.max(order.daysBack + 1, joined - 1),
  )
  const enough = Math.ceil((total + draw() * 1500) / 500) * 500
  const amount = isShort(order) ? Math.floor(total / 200) * 100 : enough
  return { person: order.patient, amount, ...atDesk(clockwork, daysBack, draw) }
}

const shortPeople = new Set(orderBook.filter(isShort).map(({ patient }) => patient))

/** Money that people paid in without ordering anything at once. */
function besides(clockwork: Clockwork, draw: Draw): readonly TopUp[] {
  return neighbours
    .filter(({ key }) => !shortPeople.has(key))
    .flatMap(({ key, joined = firstDay }) =>
      Array.from({ length: between(draw, 0, 3) }, () => {
        const daysBack = between(draw, 0, joined - 1)
        return {
          person: key,
          amount: oneOf(draw, amounts) ?? 1000,
          ...atDesk(clockwork, daysBack, draw),
        }
      }),
    )
}

/** A card slip counts on, a bank's reference looks like nothing; cash has none. */
function referenceOf(method: Method, index: number, draw: Draw): string {
  if (method === 'cash') return ''
  if (method === 'card') return String(4300 + index * 3).padStart(6, '0')
  return `FP${between(draw, 10_000, 99_999)}${String(index).padStart(3, '0')}`
}

/** Everything that was paid in over six weeks, as the receptionists recorded it. */
export function topUps(clockwork: Clockwork, draw: Draw): readonly Deed[] {
  const ofStories = storyLines.map(([daysBack, time, person, amount, method, by]) => ({
    at: clockwork.at(daysBack, time),
    person,
    amount,
    method,
    by,
  }))
  const forOrders = orderBook
    .filter((order) => needsMoney(order) && !storyKeys.has(order.patient))
    .map((order) => beforeOrder(order, clockwork, draw))
  const all: readonly TopUp[] = [...ofStories, ...forOrders, ...besides(clockwork, draw)]
  return all
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, person, amount, method, by }, index): Deed => {
      const reference = referenceOf(method, index, draw)
      const data = () => ({ amount, method, reference, second: false })
      return { at, by, intent: 'top-up-wallet', on: person, ends: 'succeeded', data }
    })
}
