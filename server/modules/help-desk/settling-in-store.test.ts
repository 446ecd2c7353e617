import { deepStrictEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { orderStream } from '#modules/dispensary/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import { ids, openDesk } from '../../testing/desk.ts'
import { later, type World } from '../../testing/world.ts'
import { caseIdOf } from './case-id.ts'
import { settledEffects } from './effects.ts'
import { openCases } from './published.ts'

const order = storyId(861)
const desk = `case-${caseIdOf(`process.order-${order}`)}`
const day = 86_400_000
const nora = { id: ids.nora, role: 'manager', onBehalfOf: null }
const maria = { id: ids.maria, role: 'patient', onBehalfOf: null }

/** Maria's order of one tape, stuck since the shelf did not answer; by now it would. */
async function stuckOrder(
  at = 'reserve-stock',
  how: string | { readonly do: 'lose' } = 'The shelf did not answer',
) {
  const broken = { at }
  const world = await openDesk({
    fault: ({ intent }) => (intent === broken.at ? how : undefined),
  })
  const before = await moneyOf(world)
  const data = {
    patient: ids.maria,
    lines: [{ item: ids.tape, quantity: 1 }],
    total: 995,
    note: '',
  }
  const target = orderStream(order)
  await world.store.submit({ id: order, intent: 'place-order', target, actor: maria, data })
  later(world, day)
  broken.at = ''
  return { world, before, broken }
}

async function moneyOf({ store }: World): Promise<readonly [number, number]> {
  const wallet = await store.query(walletOf(ids.maria))
  return [wallet?.available ?? 0, wallet?.held ?? 0]
}

const said = {
  done: 'handed over',
  evidence: 'She took it with her on Friday.',
  reference: '',
  ask: false,
}

/** Settles as somebody does who looks first, and tells what was shown and what was then written. */
async function settle(world: World, settlement: string) {
  const command = {
    intent: 'settle-by-hand',
    target: desk,
    actor: nora,
    data: { ...said, settlement, effects: null as object | null },
  }
  const looked = await world.store.rehearse({ ...command, id: storyId(862) })
  const shown = looked.kind === 'events' ? settledEffects(looked.events) : []
  const data = { ...command.data, effects: shown }
  await world.store.submit({ ...command, data, id: storyId(863) })
  later(world, 60_000)
  const log = await world.store.log({ after: 0, limit: 10_000 })
  return { shown, written: settledEffects(log) }
}

async function endOf(world: World): Promise<unknown> {
  const events = await world.store.stream(`process.order-${order}`)
  return events.at(-1)?.data
}

test('an order of which nothing was given is settled: the money is free again', async () => {
  const { world, before } = await stuckOrder()
  const { shown, written } = await settle(world, 'nothing-given')
  deepStrictEqual(written, shown)
  deepStrictEqual(await moneyOf(world), before)
  deepStrictEqual(await endOf(world), { as: 'resolved-by-hand' })
  deepStrictEqual((await world.store.command(order))?.state, 'rejected')
  deepStrictEqual(await world.store.query(openCases()), [])
  match((await world.page(`/orders/${order}`, 'nora')).html, /[Ss]ettled/)
  await world.close()
})

test('an order that they have got is paid from the wallet, and leaves the shelf', async () => {
  const { world, before } = await stuckOrder()
  const { shown, written } = await settle(world, 'given-from-wallet')
  deepStrictEqual(written, shown)
  deepStrictEqual(await moneyOf(world), [before[0] - 995, 0])
  deepStrictEqual(await endOf(world), { as: 'resolved-by-hand' })
  const shelf = (await world.store.stream(`item-${ids.tape}`)).map(({ type }) => type)
  deepStrictEqual(shelf.slice(-2), ['StockReserved', 'StockHandedOut'])
  await world.close()
})

test('an order that was paid outside leaves the shelf, and the money is free again', async () => {
  const { world, before } = await stuckOrder()
  const { shown, written } = await settle(world, 'given-paid-outside')
  deepStrictEqual(written, shown)
  deepStrictEqual(await moneyOf(world), before)
  await world.close()
})

test('what may be held since nobody answered is free again too, paid outside', async () => {
  const { world, before } = await stuckOrder('hold-money', { do: 'lose' })
  deepStrictEqual(await moneyOf(world), [before[0] - 995, 995])
  const { shown, written } = await settle(world, 'given-paid-outside')
  deepStrictEqual(written, shown)
  deepStrictEqual(await moneyOf(world), before)
  await world.close()
})

test('what was not looked at is not settled, and a form that somebody changed is refused', async () => {
  const { world } = await stuckOrder()
  const data = { ...said, settlement: 'nothing-given', effects: null }
  const command = { intent: 'settle-by-hand', target: desk, actor: nora, data }
  await world.store.submit({ ...command, id: storyId(864) })
  deepStrictEqual((await world.store.command(storyId(864)))?.outcome.code, 'not-seen')
  await world.close()
})

test('who cancels while it is being settled by hand is told that it was', async () => {
  const { world, before, broken } = await stuckOrder()
  broken.at = 'settle-order'
  await settle(world, 'nothing-given')
  const cancel = { intent: 'cancel-order', target: orderStream(order), actor: maria }
  const data = { reason: 'mistake', note: '' }
  await world.store.submit({ ...cancel, id: storyId(865), data })
  broken.at = ''
  later(world, day)
  const { store } = world
  const again = { intent: 'try-again', target: desk, actor: nora }
  await store.submit({ ...again, id: storyId(866), data: { when: 'now', time: '' } })
  later(world, 60_000)
  deepStrictEqual((await store.command(storyId(865)))?.outcome.code, 'resolved-by-hand')
  deepStrictEqual(await moneyOf(world), before)
  await world.close()
})
