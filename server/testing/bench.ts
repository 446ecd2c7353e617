import { deepStrictEqual } from 'node:assert/strict'
import type { Actor } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import { itemStream, itemsForSale, orderById, orderStream } from '#modules/dispensary/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import { checkLog } from '../checks/books.ts'
import { deskModules, ids, openDesk } from './desk.ts'
import type { World, WorldSettings } from './world.ts'

export const sam: Actor = { id: ids.sam, role: 'receptionist', onBehalfOf: null }
export const kofi: Actor = { id: ids.kofi, role: 'dispenser', onBehalfOf: null }
export const dara: Actor = { id: storyId(105), role: 'dispenser', onBehalfOf: null }
export const nora: Actor = { id: ids.nora, role: 'manager', onBehalfOf: null }
export const maria: Actor = { id: ids.maria, role: 'patient', onBehalfOf: null }
export const order = storyId(801)
export const cream = storyId(303)
export const dayMs = 86_400_000
export const pay = {
  receivedBy: 'patient',
  proxy: null,
  receiver: '',
  consent: '',
  identity: true,
} as const

const demo: Actor = { id: 'system:demo', role: 'system', onBehalfOf: null }

let last = 2000

/** What became of a command: its state, and why where it was not done. */
export async function did(
  world: World,
  actor: Actor,
  intent: string,
  data: object = {},
  target: string = orderStream(order),
) {
  last += 1
  const id = storyId(last)
  await world.store.submit({ id, intent, target, actor, data })
  return outcomeOf(world, id)
}

export async function outcomeOf(world: World, id: string) {
  const done = await world.store.command(id)
  return done?.outcome.code ?? done?.state
}

/** Maria’s order of two tapes and one cream, of which there are two lots, confirmed. */
export async function confirmed(world: World, meanwhile: () => void = () => {}): Promise<void> {
  const added = {
    code: 'CREAM',
    name: 'Cream',
    unit: 'tube',
    price: 1000,
    taxRate: 20,
    stocked: true,
    reorderLevel: 1,
    lots: true,
    returnable: true,
    maxPerOrder: 9,
  }
  await world.command('add-catalogue-item', itemStream(cream), added, kofi, cream)
  const lots = [
    ['L1', '2026-12-01', 1],
    ['L2', '2027-06-30', 3],
  ] as const
  for (const [index, [lot, expires, quantity]] of lots.entries()) {
    const data = { quantity, lot, expires, supplierReference: '' }
    await world.command('receive-stock', itemStream(cream), data, kofi, storyId(600 + index))
  }
  const lines = [
    { item: ids.tape, quantity: 2 },
    { item: cream, quantity: 2 },
  ]
  const data = { patient: ids.maria, lines, total: 3990, note: '' }
  await world.store.submit({
    id: order,
    intent: 'place-order',
    target: orderStream(order),
    actor: sam,
    data,
  })
  if ((await outcomeOf(world, order)) !== 'succeeded') meanwhile()
  deepStrictEqual(await outcomeOf(world, order), 'succeeded')
}

export const row = (item: string, quantity: number, lot = '', reason = '') => ({
  item,
  quantity,
  lot,
  'short-reason': reason,
})
export const all = {
  lines: [row(ids.tape, 2), row(cream, 1, 'L1'), row(cream, 1, 'L2')],
  shelf: 'B3',
}

export async function ready(world: World, picked: object = all): Promise<void> {
  await confirmed(world)
  deepStrictEqual(await did(world, kofi, 'start-preparing'), 'succeeded')
  deepStrictEqual(await did(world, kofi, 'mark-ready', picked), 'succeeded')
}

export async function moneyOf(world: World) {
  const wallet = await world.store.query(walletOf(ids.maria))
  return [wallet?.available, wallet?.held, wallet?.taken]
}

export async function shelfOf(world: World) {
  const items = await world.store.query(itemsForSale(world.clock.at))
  return [ids.tape, cream].map((id) => items.find((one) => one.id === id)?.free)
}

export async function stateOf(world: World) {
  return (await world.store.query(orderById(order)))?.state
}

export async function codeOf(world: World): Promise<string> {
  const events = await world.store.stream(orderStream(order))
  const made = events.findLast(({ data }) => 'code' in data && !('facts' in data))
  const { code } = (made?.data ?? {}) as { readonly code?: string }
  return code ?? ''
}

export async function endOf(world: World): Promise<unknown> {
  const events = await world.store.stream(`process.order-${order}`)
  const ended = events.findLast(({ type }) => type === 'ProcessEnded')
  return (ended?.data as { readonly as: string } | undefined)?.as
}

/** The desk with a second dispenser. */
export async function openBench(more: Partial<WorldSettings> = {}): Promise<World> {
  const world = await openDesk(more)
  const staff = { name: 'Dara Okoye', roles: ['dispenser'], roleTitle: 'Dispenser', seat: 'dara' }
  await world.command('add-staff', `staff-${dara.id}`, staff, demo, dara.id)
  return world
}

/** Ends the day: whatever happened, every invariant of the log holds. */
export async function booksHold(world: World): Promise<void> {
  const { breaches } = await checkLog(world.store, register(deskModules))
  deepStrictEqual(breaches, [])
  await world.close()
}

/** Lets time pass, and everything that comes due. */
export function pass(world: World, ms: number): void {
  world.clock.at += ms
  world.store.settleAll()
}
