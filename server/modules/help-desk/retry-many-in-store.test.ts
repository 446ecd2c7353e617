import { deepStrictEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { idOf } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { orderStream } from '#modules/dispensary/published.ts'
import { ids, openDesk } from '../../testing/desk.ts'
import { later, type World } from '../../testing/world.ts'
import { caseIdOf } from './case-id.ts'
import { latestRetries } from './projections/retries.ts'
import { stuckGroups, stuckLike } from './projections/stuck-queries.ts'
import { openCases } from './published.ts'

const orders = [storyId(841), storyId(842), storyId(843)]
const cases = orders.map((id) => caseIdOf(`process.order-${id}`))
// One of their cases stands for all: that whose id comes first.
const first = cases.toSorted()[0] ?? ''
const day = 86_400_000
const retry = storyId(850)
const nora = { id: ids.nora, role: 'manager', onBehalfOf: null }
const maria = { id: ids.maria, role: 'patient', onBehalfOf: null }

/** Three orders that are stuck since the shelf does not answer; `mended` are those that would go on now. */
async function threeStuck() {
  const mended = new Set<string>()
  const world = await openDesk({
    fault: ({ intent, process, target }) => {
      const isShelf = intent === 'price-order' && process === 'order'
      return isShelf && !mended.has(target) ? 'The shelf did not answer' : undefined
    },
  })
  for (const id of orders) {
    const lines = [{ item: ids.tape, quantity: 1 }]
    const data = { patient: ids.maria, lines, total: 995, note: '' }
    const target = orderStream(id)
    await world.store.submit({ id, intent: 'place-order', target, actor: maria, data })
  }
  later(world, day)
  return { world, mend: (id: string) => mended.add(orderStream(id)) }
}

/** The order that is tried first: that which has been stuck the longest. */
async function oldest(world: World): Promise<string> {
  const [one] = await world.store.query(stuckLike(first))
  return idOf(one?.stream ?? '')
}

async function retryAll(world: World) {
  const target = `retry-${retry}`
  await world.store.submit({
    id: retry,
    intent: 'retry-many',
    target,
    actor: nora,
    data: { which: first },
  })
  later(world, 60_000)
  const events = await world.store.stream(target)
  return events.map(({ type, data }) => [type, (data as { outcome?: string }).outcome])
}

test('all that are stuck in the same way are one group, and are tried again in one go', async () => {
  const { world, mend } = await threeStuck()
  const [group, ...others] = await world.store.query(stuckGroups(undefined))
  deepStrictEqual([group?.which, group?.step, group?.count], [first, 'price-order', 3])
  deepStrictEqual(others, [])
  for (const id of orders) mend(id)
  const went = ['OneRetried', 'went-on']
  deepStrictEqual(await retryAll(world), [
    ['RetryManyStarted', undefined],
    went,
    went,
    went,
    ['RetryManyEnded', undefined],
  ])
  deepStrictEqual((await world.store.command(retry))?.state, 'succeeded')
  const [row] = await world.store.query(latestRetries(1))
  deepStrictEqual([row?.wentOn, row?.count, row?.state], [3, 3, 'tried'])
  match((await world.page(`/retries/${retry}`, 'nora')).html, /It goes on/)
  await world.close()
})

test('as soon as the same answer comes back the others are left alone', async () => {
  const { world, mend } = await threeStuck()
  mend(await oldest(world))
  deepStrictEqual(await retryAll(world), [
    ['RetryManyStarted', undefined],
    ['OneRetried', 'went-on'],
    ['OneRetried', 'same'],
    ['RetryManyEnded', undefined],
  ])
  const command = await world.store.command(retry)
  deepStrictEqual([command?.state, command?.outcome.code], ['rejected', 'same'])
  deepStrictEqual((await world.store.query(openCases())).length, 3)
  const left = await world.page('/retries', 'nora')
  match(left.html, /The shelf did not answer/)
  match(left.html, /Stopped/)
  await world.close()
})

test('what is looked at first says how it would go', async () => {
  const { world, mend } = await threeStuck()
  mend(await oldest(world))
  const rehearsal = await world.store.rehearse({
    id: retry,
    intent: 'retry-many',
    target: `retry-${retry}`,
    actor: nora,
    data: { which: first },
  })
  const outcomes = rehearsal.kind === 'busy' ? [] : rehearsal.events
  deepStrictEqual(
    outcomes.flatMap(({ type, data }) =>
      type === 'OneRetried' ? [(data as { outcome: string }).outcome] : [],
    ),
    ['went-on', 'same'],
  )
  deepStrictEqual(await world.store.query(latestRetries(1)), [])
  await world.close()
})
