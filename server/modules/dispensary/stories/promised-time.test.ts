import { deepEqual, equal } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { clinicStream, staffStream } from '#modules/clinic/published.ts'
import { booksHold, confirmed, dayMs, openBench, order, pass, sam } from '../../../testing/bench.ts'
import { ids } from '../../../testing/desk.ts'
import { harbourLane } from '../../../testing/harbour-lane.ts'
import type { World } from '../../../testing/world.ts'
import { ordersToWorkOn } from '../projections/order-groups.ts'
import { orderById, orderStream } from '../published.ts'

const founding = { id: 'system:demo', role: 'system', onBehalfOf: null }
const ada = { id: ids.ada, role: 'admin', onBehalfOf: null }
const [later, changes] = [storyId(811), [storyId(812), storyId(813)] as const]
let world: World
let begun: number

async function closeOn(closedDays: readonly string[], id: string): Promise<void> {
  const { name, shortName, phone, hours, sender } = harbourLane
  const data = { name, shortName, phone, hours, sender, closedDays }
  await world.command('change-clinic', clinicStream, data, ada, id)
}

before(async () => {
  world = await openBench()
  begun = world.clock.at
  const staff = { name: 'Ada Lane', roles: ['admin'], roleTitle: 'Admin', seat: 'ada' }
  await world.command('add-staff', staffStream(ada.id), staff, founding, ada.id)
  await closeOn(['11-24'], changes[0])
  await confirmed(world)
  await closeOn([], changes[1])
  const data = {
    patient: ids.maria,
    lines: [{ item: ids.tape, quantity: 1 }],
    total: 995,
    note: '',
  }
  await world.store.submit({
    id: later,
    intent: 'place-order',
    target: orderStream(later),
    actor: sam,
    data,
  })
  await world.store.command(later)
})
after(() => booksHold(world))

test('an order from before a day on which the clinic is closed is promised for after it', async () => {
  equal((await world.store.query(orderById(order)))?.promisedAt, begun + 2 * dayMs)
  equal((await world.store.query(orderById(later)))?.promisedAt, begun + dayMs)
})

test('on the bench what was promised first is first, and not what was placed first', async () => {
  const first = await world.store.query(ordersToWorkOn(0, { skip: 0, limit: 1 }))
  deepEqual(
    first.map(({ id }) => id),
    [later],
  )
})

async function isWarnedOf(id: string): Promise<boolean> {
  const events = await world.store.stream(orderStream(id))
  return events.some(({ type }) => type === 'OrderWaitsLong')
}

test('nobody is warned of an order before the time for which it was promised', async () => {
  pass(world, dayMs + 60_000)
  deepEqual([await isWarnedOf(later), await isWarnedOf(order)], [true, false])
  pass(world, dayMs)
  equal(await isWarnedOf(order), true)
})
