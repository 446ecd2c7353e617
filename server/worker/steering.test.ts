import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { askDelaysMs } from '#kernel/process.ts'
import { row } from '#kernel/query.ts'
import type { Steering } from '#kernel/steering.ts'
import { storyId } from '#kernel/story.ts'
import {
  addCoins,
  askSale,
  askTour,
  faultsOfLog,
  idsFrom,
  steer,
  typesOf,
} from '#store/contract/toy-clinic.ts'
import { openShop, type Shop } from '#store/contract/toy-shop.ts'
import type { Strike, Struck } from '#worker/work.ts'

const legs = [storyId(61), storyId(62), storyId(63)]
const hour = 3_600_000

/** A fault that can be set and mended while the shop is open. */
function switchable(intent: string) {
  const known: { how: string | Strike | undefined } = { how: undefined }
  const fault = (struck: Struck) => (struck.intent === intent ? known.how : undefined)
  return { known, fault }
}

type Asking = Steering extends infer One
  ? One extends Steering
    ? Omit<One, 'process'>
    : never
  : never

async function onTour(shop: Shop, tour: string, steering: Asking) {
  const process = `process.touring-${tour}`
  await shop.store.submit(steer(shop.id(), { process, ...steering } as Steering))
}

/** Lets every try and every question go by. */
function waitLong(shop: Shop): void {
  for (let hours = 0; hours < askDelaysMs.length + 3; hours += 1) shop.pass(hour)
}

async function lifeOf(shop: Shop, tour: string) {
  return (await shop.processOf('touring', tour)).told.life
}

async function legEvents(shop: Shop): Promise<readonly (readonly string[])[]> {
  return Promise.all(legs.map(async (leg) => typesOf(await shop.store.stream(`leg-${leg}`))))
}

/** A tour that is stuck at its third leg, which cannot be booked. */
async function stuckTour() {
  const { known, fault } = switchable('book-leg')
  const third = `leg-${legs[2]}`
  const shop = openShop({ fault: (one) => (one.target === third ? fault(one) : undefined) })
  known.how = 'Down'
  const { id } = askTour(shop.id(), legs)
  await shop.store.submit(askTour(id, legs))
  waitLong(shop)
  equal((await lifeOf(shop, id)).stuck?.step, 'leg-2')
  return { shop, tour: id, known }
}

test('a step that is tried again by hand is the same step, and the process goes on', async () => {
  const { shop, tour, known } = await stuckTour()
  await onTour(shop, tour, { do: 'retry', step: 'leg-2', at: null })
  const again = await lifeOf(shop, tour)
  deepEqual(again.stuck, { step: 'leg-2', error: 'Down', tries: 7 })
  known.how = undefined
  await onTour(shop, tour, { do: 'retry', step: 'leg-2', at: null })
  equal((await lifeOf(shop, tour)).ended, 'booked')
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step is tried again at the time that was said, through a restart', async () => {
  const { shop, tour, known } = await stuckTour()
  known.how = undefined
  const at = shop.clock.now() + 5 * hour
  await onTour(shop, tour, { do: 'retry', step: 'leg-2', at })
  const waiting = await lifeOf(shop, tour)
  equal(waiting.stuck?.step, 'leg-2')
  equal(waiting.steps.at(-1)?.nextAt, at)
  await shop.store.close()
  const later = openShop({ folder: shop.folder, clock: shop.clock })
  later.pass(5 * hour - 1)
  equal((await lifeOf(later, tour)).ended, null)
  later.pass(1)
  equal((await lifeOf(later, tour)).ended, 'booked')
})

test('a step that is tried at once is not tried once more at the time said before', async () => {
  const { shop, tour, known } = await stuckTour()
  await onTour(shop, tour, { do: 'retry', step: 'leg-2', at: shop.clock.now() + hour })
  known.how = undefined
  await onTour(shop, tour, { do: 'retry', step: 'leg-2', at: null })
  shop.pass(2 * hour)
  const { events } = await shop.processOf('touring', tour)
  equal(typesOf(events).filter((type) => type === 'StepSucceeded').length, 3)
  deepEqual(await shop.timersOf('touring', tour), [])
})

test('what the desk has undone is undone newest first, and ends as compensated', async () => {
  const { shop, tour } = await stuckTour()
  await onTour(shop, tour, { do: 'undo', reason: 'The help desk had it undone' })
  equal((await lifeOf(shop, tour)).ended, 'compensated')
  deepEqual(await legEvents(shop), [['LegBooked', 'LegReleased'], ['LegBooked', 'LegReleased'], []])
  equal((await shop.store.command(tour))?.state, 'rejected')
  const model = await shop.store.query(
    row('SELECT state, ended_as FROM {processes} WHERE id = ?', tour),
  )
  deepEqual(model, { state: 'ended', ended_as: 'compensated' })
})

test('a process that was never written to be undone ends once all of it is undone', async () => {
  const { known, fault } = switchable('make-sale')
  const shop = openShop({ fault })
  known.how = 'Down'
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  waitLong(shop)
  const process = `process.selling-${sale.id}`
  await shop.store.submit(steer(shop.id(), { process, do: 'undo', reason: 'By hand' }))
  equal((await shop.processOf('selling', sale.id)).told.life.ended, 'compensated')
})

test('what was done after all, and is undone by nothing, has come about, and nothing of it is undone', async () => {
  const { known, fault } = switchable('make-sale')
  const shop = openShop({ fault })
  known.how = { do: 'lose' }
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  waitLong(shop)
  known.how = undefined
  const process = `process.selling-${sale.id}`
  await shop.store.submit(steer(shop.id(), { process, do: 'undo', reason: 'By hand' }))
  const { told, events } = await shop.processOf('selling', sale.id)
  deepEqual(typesOf(events).slice(-4), [
    'StepAskedAgain',
    'StepSucceeded',
    'CompensationOvertaken',
    'ProcessEnded',
  ])
  equal(told.life.ended, 'sold')
  equal((await shop.store.command(sale.id))?.state, 'succeeded')
  deepEqual(typesOf(await shop.store.stream(`purse-${storyId(50)}`)), ['CoinsAdded', 'CoinsHeld'])
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step that nobody answered is asked again before all is undone, and undone if it was done', async () => {
  const { known, fault } = switchable('book-leg')
  const shop = openShop({ fault })
  known.how = { do: 'lose' }
  const tour = askTour(shop.id(), legs)
  await shop.store.submit(tour)
  waitLong(shop)
  equal((await lifeOf(shop, tour.id)).steps[0]?.isUnanswered, true)
  known.how = undefined
  await onTour(shop, tour.id, { do: 'undo', reason: 'By hand' })
  equal((await lifeOf(shop, tour.id)).ended, 'compensated')
  deepEqual(await legEvents(shop), [['LegBooked', 'LegReleased'], [], []])
})

test('where still nobody answers, nothing is undone and it is stuck again', async () => {
  const { known, fault } = switchable('book-leg')
  const shop = openShop({ fault })
  known.how = { do: 'hang' }
  const tour = askTour(shop.id(), legs)
  await shop.store.submit(tour)
  waitLong(shop)
  await onTour(shop, tour.id, { do: 'undo', reason: 'By hand' })
  shop.pass(3 * 60_000)
  const life = await lifeOf(shop, tour.id)
  deepEqual([life.compensating, life.stuck?.step, life.stuck?.tries], [true, 'leg-0', 7])
  known.how = undefined
  await onTour(shop, tour.id, { do: 'retry', step: 'leg-0', at: null })
  equal((await lifeOf(shop, tour.id)).ended, 'compensated')
  deepEqual(faultsOfLog(shop.folder), [])
})

/** A tour that the desk had undone, with its undo struck by a fault. */
async function stuckUndo(how: string | Strike) {
  const { shop: before, tour } = await stuckTour()
  await before.store.close()
  const undoing = switchable('release-leg')
  undoing.known.how = how
  const shop = openShop({ folder: before.folder, clock: before.clock, fault: undoing.fault })
  const later: Shop = { ...shop, id: idsFrom(500) }
  await onTour(later, tour, { do: 'undo', reason: 'By hand' })
  waitLong(later)
  return { shop: later, tour, known: undoing.known }
}

test('an undo that fails gets stuck itself, and undoing once more tries that step again', async () => {
  const { shop, tour, known } = await stuckUndo('Gone')
  deepEqual((await lifeOf(shop, tour)).stuck, { step: 'undo:leg-1', error: 'Gone', tries: 6 })
  known.how = undefined
  await onTour(shop, tour, { do: 'undo', reason: 'By hand' })
  equal((await lifeOf(shop, tour)).ended, 'compensated')
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a refused undo leaves the process stuck, and trying that again works', async () => {
  const { shop, tour, known } = await stuckUndo({ do: 'refuse' })
  deepEqual((await lifeOf(shop, tour)).stuck, { step: 'undo:leg-1', error: 'fault', tries: 1 })
  known.how = undefined
  await onTour(shop, tour, { do: 'retry', step: 'undo:leg-1', at: null })
  equal((await lifeOf(shop, tour)).ended, 'compensated')
})

test('an undo that nobody answered and that is asked again at a set hour leads on once it is answered', async () => {
  const { shop, tour, known } = await stuckUndo({ do: 'lose' })
  known.how = undefined
  const at = shop.clock.now() + 5 * hour
  await onTour(shop, tour, { do: 'retry', step: 'undo:leg-1', at })
  shop.pass(5 * hour)
  equal((await lifeOf(shop, tour)).ended, 'compensated')
  deepEqual(await shop.timersOf('touring', tour), [])
})

test('what is settled by hand ends as that, and of everything that stood it is said what became of it', async () => {
  const { shop, tour } = await stuckTour()
  await onTour(shop, tour, { do: 'settle', as: 'called-off' })
  const life = await lifeOf(shop, tour)
  equal(life.ended, 'resolved-by-hand')
  deepEqual(
    life.steps.map(({ step, state }) => [step, state]),
    [
      ['leg-0', 'settled'],
      ['leg-1', 'settled'],
      ['leg-2', 'given-up'],
      ['by-hand:0', 'succeeded'],
      ['by-hand:1', 'succeeded'],
    ],
  )
  equal((await shop.store.command(tour))?.state, 'rejected')
})

test('a settlement that keeps what was done sends nothing', async () => {
  const { shop, tour } = await stuckTour()
  await onTour(shop, tour, { do: 'settle', as: 'travelled' })
  equal((await lifeOf(shop, tour)).ended, 'resolved-by-hand')
  equal((await shop.store.command(tour))?.state, 'succeeded')
  deepEqual(await legEvents(shop), [['LegBooked'], ['LegBooked'], []])
})

test('a settlement survives a step of it that fails, and can be settled in another way', async () => {
  const { shop, tour, known } = await stuckUndo('Gone')
  await onTour(shop, tour, { do: 'settle', as: 'called-off' })
  waitLong(shop)
  const stuck = await lifeOf(shop, tour)
  deepEqual([stuck.stuck?.step, stuck.ended], ['by-hand:0', null])
  known.how = undefined
  await onTour(shop, tour, { do: 'retry', step: 'by-hand:0', at: null })
  equal((await lifeOf(shop, tour)).ended, 'resolved-by-hand')
  deepEqual(await legEvents(shop), [['LegBooked', 'LegReleased'], ['LegBooked', 'LegReleased'], []])

  const other = await stuckUndo('Gone')
  await onTour(other.shop, other.tour, { do: 'settle', as: 'called-off' })
  waitLong(other.shop)
  await onTour(other.shop, other.tour, { do: 'settle', as: 'travelled' })
  const { told, events } = await other.shop.processOf('touring', other.tour)
  equal(told.life.ended, 'resolved-by-hand')
  equal(typesOf(events).filter((type) => type === 'SettlementStarted').length, 2)
})

test('nothing is done with a process that has ended meanwhile', async () => {
  const { shop, tour } = await stuckTour()
  await onTour(shop, tour, { do: 'settle', as: 'travelled' })
  const { events } = await shop.processOf('touring', tour)
  await onTour(shop, tour, { do: 'undo', reason: 'By hand' })
  await onTour(shop, tour, { do: 'retry', step: 'leg-2', at: null })
  const after = await shop.processOf('touring', tour)
  ok(events.length === after.events.length)
})
