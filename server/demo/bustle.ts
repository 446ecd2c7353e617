import { randomUUIDv7 } from 'node:crypto'
import type { NewCommand } from '#kernel/command.ts'
import { streamOf } from '#kernel/event.ts'
import type { Query } from '#kernel/query.ts'
import { staffMembers } from '#modules/clinic/published.ts'
import { itemsForSale, openOrders } from '#modules/dispensary/published.ts'
import { peopleByName } from '#modules/people/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import type { ClinicClock } from '#worker/clock.ts'
import { chooseDoing, type Scene } from './doings.ts'
import { between, type Draw, drawsFrom, oneOf } from './random.ts'
import { neighbours } from './script/neighbours.ts'

type Ask = <Answer>(query: Query<Answer>) => Promise<Answer>

export type Bustle = {
  readonly submit: (command: NewCommand) => Promise<unknown>
  readonly ask: Ask
  readonly clock: ClinicClock
}

const leastMs = 20_000
const mostMs = 40_000
const lookMs = 1_000

const names = new Set(neighbours.map(({ given, family }) => `${given} ${family}`))

async function sceneAt(at: number, ask: Ask, draw: Draw): Promise<Scene | undefined> {
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
  const isStrangers = ({ patient: whose }: { patient: string }) => strangers.includes(whose)
  const orders = open.filter((order) => order.state === 'confirmed' && isStrangers(order))
  return { at, receptionist, dispenser, patient, wallet, items, orders }
}

/** Lets one thing happen, if anything can happen now. */
export async function doSomething({ submit, ask, clock }: Bustle, draw: Draw): Promise<void> {
  const scene = await sceneAt(clock.now(), ask, draw)
  const doing = scene && chooseDoing(scene, draw)
  if (!doing) return
  const id = randomUUIDv7()
  const { intent, actor, data, target = streamOf('order', id) } = doing
  await submit({ id, intent, target, actor, data })
}

/**
 * Lets something happen every 20 to 40 seconds of the clinic's time, as long as its clock runs. Nobody with
 * a story is touched.
 */
export function startBustle(bustle: Bustle): { stop(): void } {
  const { clock } = bustle
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
