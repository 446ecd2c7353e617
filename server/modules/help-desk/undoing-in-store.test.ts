import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { orderStream } from '#modules/dispensary/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import { ids, openDesk } from '../../testing/desk.ts'
import { later } from '../../testing/world.ts'
import { caseIdOf } from './case-id.ts'
import { openCases } from './published.ts'

const order = storyId(871)
const desk = `case-${caseIdOf(`process.order-${order}`)}`
const cancelling = storyId(872)
const hour = 3_600_000
const nora = { id: ids.nora, role: 'manager', onBehalfOf: null }
const maria = { id: ids.maria, role: 'patient', onBehalfOf: null }

test('an order that is undone while its cancellation is stuck is cancelled after all', async () => {
  const broken = { is: true }
  const world = await openDesk({
    fault: ({ intent }) =>
      broken.is && intent === 'finish-cancellation' ? 'The printer is on fire' : undefined,
  })
  const before = await world.store.query(walletOf(ids.maria))
  const target = orderStream(order)
  const lines = [{ item: ids.tape, quantity: 1 }]
  const placing = { patient: ids.maria, lines, total: 995, note: '' }
  await world.command('place-order', target, placing, maria, order)
  const data = { reason: 'mistake', note: '' }
  await world.store.submit({ id: cancelling, intent: 'cancel-order', target, actor: maria, data })
  later(world, 24 * hour)
  deepStrictEqual((await world.store.query(openCases())).length, 1)
  broken.is = false
  const why = { reason: 'Nobody wants it any more' }
  await world.command('undo-process', desk, why, nora, storyId(873))
  later(world, hour)

  const ends = (await world.store.stream(target)).map(({ type }) => type)
  deepStrictEqual(ends.at(-1), 'OrderCancelled')
  deepStrictEqual((await world.store.stream(`process.order-${order}`)).at(-1)?.type, 'ProcessEnded')
  deepStrictEqual((await world.store.command(cancelling))?.state, 'succeeded')
  deepStrictEqual(await world.store.query(walletOf(ids.maria)), before)
  deepStrictEqual(await world.store.query(openCases()), [])
  await world.close()
})
