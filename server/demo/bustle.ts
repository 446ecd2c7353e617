import { randomUUIDv7 } from 'node:crypto'
import type { NewCommand } from '#kernel/command.ts'
import { idOf, streamOf } from '#kernel/event.ts'
import type { Query } from '#kernel/query.ts'
import { staffMembers } from '#modules/clinic/published.ts'
import {
  firstExpiredFirstOut,
  itemsForSale,
  linesToPick,
  lotsToPick,
  type OrderRow,
  openOrders,
} from '#modules/dispensary/published.ts'
import { collectorsFor, peopleByName } from '#modules/people/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { chooseDoing } from './doings.ts'
import { between, type Draw, drawsFrom, oneOf } from './random.ts'
import type { BenchOrder, Scene } from './scene.ts'
import { neighbours } from './script/neighbours.ts'

type Ask = <Answer>(query: Query<Answer>) => Promise<Answer>

export type Bustle = {
  readonly submit: (command: NewCommand) => Promise<unknown>
  readonly ask: Ask
  readonly clock: ClinicClock
  /** The orders that were claimed here: what a visitor claims is left to them. */
  readonly claimed: Set<string>
}

const leastMs = 20_000
const mostMs = 40_000
const lookMs = 1_000

const names = new Set(neighbours.map(({ given, family }) => `${given} ${family}`))

/** An order as it may be worked on, or nothing where it is somebody else's to work on. */
async function benchOrder(
  { id, patient, state, claimedAt, readyAt }: OrderRow,
  { ask, claimed, clock }: Bustle,
): Promise<readonly BenchOrder[]> {
  const order = { id, patient, claimedAt: claimedAt ?? 0, readyAt: readyAt ?? 0 }
  const nothing = { picks: [], collectors: [] }
  if (state === 'confirmed') return [{ ...order, ...nothing, state }]
  if (!claimed.has(id)) return []
  if (state === 'preparing') {
    const [lines, lots] = await Promise.all([
      ask(linesToPick(id)),
      ask(lotsToPick(id, clock.now())),
    ])
    return [{ ...order, ...nothing, state, picks: firstExpiredFirstOut(lines, lots) }]
  }
  if (state !== 'ready') return []
  return [
    { ...order, ...nothing, state, collectors: await ask(collectorsFor(patient, clock.now())) },
  ]
}

async function sceneAt(bustle: Bustle, draw: Draw): Promise<Scene | undefined> {
  const { ask, clock } = bustle
  const at = clock.now()
  const [staff, people] = await Promise.all([ask(staffMembers()), ask(peopleByName())])
  const strangers = people.filter(({ name }) => names.has(name)).map(({ id }) => id)
  const patient = oneOf(draw, strangers)
  const wallet = patient && (await ask(walletOf(patient)))
  const receptionist = oneOf(
    draw,
    staff.filter(({ role }) => role === 'receptionist'),
  )?.id
  const dispenser = staff.find(({ role }) => role === 'dispenser')?.id
  if (!patient || !wallet || !receptionist || !dispenser) return undefined
  const [items, open] = await Promise.all([ask(itemsForSale(at)), ask(openOrders())])
  const theirs = open.filter(({ patient: whose }) => strangers.includes(whose))
  const orders = await Promise.all(theirs.map((one) => benchOrder(one, bustle)))
  return { at, receptionist, dispenser, patient, wallet, items, orders: orders.flat() }
}

/** Lets one thing happen, if anything can happen now. */
export async function doSomething(bustle: Bustle, draw: Draw): Promise<void> {
  const scene = await sceneAt(bustle, draw)
  const doing = scene && chooseDoing(scene, draw)
  if (!doing) return
  const id = randomUUIDv7()
  const { intent, actor, data, target = streamOf('order', id) } = doing
  if (intent === 'start-preparing') bustle.claimed.add(idOf(target))
  // Back on the bench, it is whoever's takes it next.
  if (intent === 'put-back-preparation') bustle.claimed.delete(idOf(target))
  await bustle.submit({ id, intent, target, actor, data })
}

/**
 * Lets something happen every 20 to 40 seconds of the clinic's time, as long as its clock runs. Nobody with
 * a story is touched, nor what a visitor prepares.
 */
export function startBustle(doors: Omit<Bustle, 'claimed'>): { stop(): void } {
  const { clock } = doors
  const bustle: Bustle = { ...doors, claimed: new Set() }
  const draw = drawsFrom(clock.wall())
  const pause = () => between(draw, leastMs, mostMs)
  let next = clock.now() + pause()
  let isBusy = false

  async function look(): Promise<void> {
    if (isBusy || clock.speed() === 0 || clock.now() < next) return
    isBusy = true
    try {
      await doSomething(bustle, draw)
    } catch {
      // The store is stopping or busy. Nobody waits for this, and the next one comes by itself.
    }
    next = clock.now() + pause()
    isBusy = false
  }

  const timer = setInterval(() => void look(), lookMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
