import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { type Act, retryDelaysMs } from '#kernel/process.ts'
import { row, rows } from '#kernel/query.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import {
  addCoins,
  askSale,
  askTour,
  faultsOfLog,
  sam,
  stoppedClock,
  typesOf,
} from '#store/contract/toy-clinic.ts'
import { modules } from '#store/contract/toy-modules.ts'
import { openShop, type Shop } from '#store/contract/toy-shop.ts'

const legs = [storyId(61), storyId(62), storyId(63)]

/** Waits for the next try of a step and returns how long that was, in ms. */
async function waitForRetry(shop: Shop, name: string, id: string): Promise<number> {
  const [timer] = await shop.timersOf(name, id)
  ok(timer, 'a retry is waited for')
  const waited = timer.due - shop.clock.now()
  shop.pass(waited - 1)
  equal((await shop.timersOf(name, id)).length, 1)
  shop.pass(1)
  return waited
}

function stepsOf(
  events: readonly { readonly type: string; readonly data: object }[],
  type: string,
) {
  return events
    .filter((event) => event.type === type)
    .map(({ data }) => (data as { step: string }).step)
}

test('a step that fails is tried again by the table, ten per cent sooner or later, then given up', async () => {
  const shop = openShop({
    fault: ({ intent }) => (intent === 'hold-coins' ? 'The line is dead' : undefined),
  })
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  for (const delay of retryDelaysMs) {
    const waited = await waitForRetry(shop, 'selling', sale.id)
    ok(waited >= delay * 0.9 && waited <= delay * 1.1, `${waited} for ${delay}`)
  }
  const { events, told } = await shop.processOf('selling', sale.id)
  equal(typesOf(events).filter((type) => type === 'StepSent').length, retryDelaysMs.length + 1)
  equal(typesOf(events).filter((type) => type === 'ProcessStuck').length, 1)
  deepEqual(told.life.stuck, { step: 'hold', error: 'The line is dead', tries: 6 })
  deepEqual(await shop.timersOf('selling', sale.id), [])
  shop.pass(90 * 86_400_000)
  equal((await shop.store.command(sale.id))?.state, 'in-progress')
  const state = await shop.store.query(
    row('SELECT state, step, error FROM {processes} WHERE id = ?', sale.id),
  )
  deepEqual(state, { state: 'stuck', step: 'hold', error: 'The line is dead' })
  deepEqual(faultsOfLog(shop.folder), [])
})

test('a step that fails twice and then works has happened once', async () => {
  const shop = openShop({
    fault: ({ intent, attempt }) => (intent === 'hold-coins' && attempt < 3 ? 'Busy' : undefined),
  })
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  await waitForRetry(shop, 'selling', sale.id)
  await waitForRetry(shop, 'selling', sale.id)
  equal((await shop.store.command(sale.id))?.state, 'succeeded')
  deepEqual(typesOf(await shop.store.stream(`purse-${storyId(50)}`)), ['CoinsAdded', 'CoinsHeld'])
  const tries = await shop.store.query(
    rows('SELECT attempt, state FROM commands WHERE step = ? ORDER BY seq', 'hold'),
  )
  deepEqual(tries, [
    { attempt: 1, state: 'failed' },
    { attempt: 2, state: 'failed' },
    { attempt: 3, state: 'succeeded' },
  ])
})

test('what was done is undone in the reverse order, each with its own receipt', async () => {
  const shop = openShop()
  const first = askTour(shop.id(), [legs[2] ?? ''])
  await shop.store.submit(first)
  const tour = askTour(shop.id(), legs)
  await shop.store.submit(tour)
  const { events, told } = await shop.processOf('touring', tour.id)
  deepEqual(stepsOf(events, 'StepSent'), ['leg-0', 'leg-1', 'leg-2', 'undo:leg-1', 'undo:leg-0'])
  deepEqual(stepsOf(events, 'StepUndone'), ['leg-1', 'leg-0'])
  equal(told.life.ended, 'refused')
  const command = await shop.store.command(tour.id)
  equal(command?.state, 'rejected')
  equal(command?.outcome.code, 'taken')
  const released = await shop.store.stream(`leg-${legs[0]}`)
  deepEqual(
    released.map(({ type, data }) => [type, data]),
    [
      ['LegBooked', { tour: tour.id }],
      ['LegReleased', { tour: tour.id }],
    ],
  )
  deepEqual(typesOf(await shop.store.stream(`leg-${legs[2]}`)), ['LegBooked'])
})

test('a step that succeeds after undoing began is recorded and undone as well', async () => {
  const shop = openShop()
  await shop.store.submit(askTour(shop.id(), [legs[1] ?? '']))
  const tour = askTour(shop.id(), legs, true)
  await shop.store.submit(tour)
  const { events } = await shop.processOf('touring', tour.id)
  const types = typesOf(events)
  const late = types.lastIndexOf('StepSucceeded')
  ok(late > types.indexOf('CompensationStarted'), 'the third leg succeeds late')
  deepEqual(stepsOf(events, 'StepUndone'), ['leg-2', 'leg-0'])
  const since = events.slice(types.indexOf('CompensationStarted'))
  deepEqual(stepsOf(since, 'StepSent'), ['undo:leg-2', 'undo:leg-0'])
  equal((await shop.store.command(tour.id))?.state, 'rejected')
  for (const leg of [legs[0], legs[2]]) {
    deepEqual(typesOf(await shop.store.stream(`leg-${leg}`)), ['LegBooked', 'LegReleased'])
  }
})

test('a step that was to be tried again is left alone once undoing began', async () => {
  const third = `leg-${legs[2]}`
  const shop = openShop({
    fault: ({ intent, target }) => (intent === 'book-leg' && target === third ? 'Busy' : undefined),
  })
  await shop.store.submit(askTour(shop.id(), [legs[1] ?? '']))
  const tour = askTour(shop.id(), [legs[2] ?? '', legs[0] ?? '', legs[1] ?? ''], true)
  await shop.store.submit(tour)
  const { events, told } = await shop.processOf('touring', tour.id)
  deepEqual(stepsOf(events, 'StepUndone'), ['leg-1'])
  equal(told.life.ended, 'refused')
  deepEqual(await shop.timersOf('touring', tour.id), [])
  deepEqual(await shop.store.stream(third), [])
})

test('an undo that fails is tried again, and then works', async () => {
  const shop = openShop({
    fault: ({ intent, attempt }) => (intent === 'release-leg' && attempt < 3 ? 'Busy' : undefined),
  })
  await shop.store.submit(askTour(shop.id(), [legs[1] ?? '']))
  const tour = askTour(shop.id(), legs)
  await shop.store.submit(tour)
  await waitForRetry(shop, 'touring', tour.id)
  await waitForRetry(shop, 'touring', tour.id)
  const { told } = await shop.processOf('touring', tour.id)
  equal(told.life.ended, 'refused')
  deepEqual(typesOf(await shop.store.stream(`leg-${legs[0]}`)), ['LegBooked', 'LegReleased'])
  equal((await shop.store.command(tour.id))?.state, 'rejected')
})

test('an undo that never works leaves the process stuck, once', async () => {
  const shop = openShop({ fault: ({ intent }) => (intent === 'release-leg' ? 'Gone' : undefined) })
  await shop.store.submit(askTour(shop.id(), [legs[1] ?? '']))
  const tour = askTour(shop.id(), legs)
  await shop.store.submit(tour)
  for (const _ of retryDelaysMs) await waitForRetry(shop, 'touring', tour.id)
  const { events, told } = await shop.processOf('touring', tour.id)
  equal(stepsOf(events, 'ProcessStuck').length, 1)
  deepEqual(told.life.stuck, { step: 'undo:leg-0', error: 'Gone', tries: 6 })
  equal(told.life.compensating, true)
  equal((await shop.store.command(tour.id))?.state, 'in-progress')
})

test('an undo that is refused leaves the process stuck, and the rest not undone', async () => {
  const shop = openShop()
  await shop.store.submit(askTour(shop.id(), [legs[2] ?? '']))
  const lock = {
    id: shop.id(),
    intent: 'lock-leg',
    target: `leg-${legs[1]}`,
    actor: sam,
    data: { why: 'repairs' },
  }
  await shop.store.submit(lock)
  const tour = askTour(shop.id(), legs)
  await shop.store.submit(tour)
  const { events, told } = await shop.processOf('touring', tour.id)
  deepEqual(stepsOf(events, 'ProcessStuck'), ['undo:leg-1'])
  deepEqual(told.life.stuck, { step: 'undo:leg-1', error: 'locked', tries: 1 })
  deepEqual(stepsOf(events, 'StepUndone'), [])
})

test('several steps that are given up leave the process stuck once', async () => {
  const shop = openShop({ fault: ({ intent }) => (intent === 'book-leg' ? 'Down' : undefined) })
  const tour = askTour(shop.id(), legs, true)
  await shop.store.submit(tour)
  shop.pass(3_600_000)
  for (let tries = 0; tries < 10; tries += 1) shop.pass(3_600_000)
  const { events } = await shop.processOf('touring', tour.id)
  equal(stepsOf(events, 'StepGivenUp').length, 3)
  equal(stepsOf(events, 'ProcessStuck').length, 1)
})

test('what a process does belongs to the command that began it', async () => {
  const shop = openShop()
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  const { events } = await shop.processOf('selling', sale.id)
  ok(
    events.every(({ correlation, onBehalfOf }) => correlation === sale.id && onBehalfOf === sam.id),
  )
  const [, held] = await shop.store.stream(`purse-${storyId(50)}`)
  equal(held?.actor, 'system:selling')
  equal(held?.step, `process.selling-${sale.id}/hold`)
  equal(held?.at, storyTime)
})

test('a tireless process tries a step for ever, half an hour apart, and is never stuck', async () => {
  const outage = { until: storyTime + 7 * 86_400_000 }
  const tireless = modules.map((one) => ({
    ...one,
    processes: one.processes.map((process) => ({ ...process, tireless: true })),
  }))
  const clock = stoppedClock()
  const shop = openShop({
    clock,
    modules: tireless,
    fault: ({ intent }) =>
      intent === 'hold-coins' && clock.now() < outage.until ? 'The line is dead' : undefined,
  })
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  const halfAnHour = retryDelaysMs.at(-1) ?? 0
  while (clock.now() < outage.until) {
    const waited = await waitForRetry(shop, 'selling', sale.id)
    ok(waited <= halfAnHour * 1.1)
  }
  equal((await shop.store.command(sale.id))?.state, 'succeeded')
  const { events } = await shop.processOf('selling', sale.id)
  ok(!typesOf(events).includes('ProcessStuck'))
})

test('a step that its process asks for again is the one that was sent', async () => {
  const stammering = modules.map((one) => ({
    ...one,
    processes: one.processes.map((process) => ({
      ...process,
      react: (...known: Parameters<typeof process.react>): readonly Act[] =>
        process.react(...known).flatMap((act): Act[] => (act.do === 'send' ? [act, act] : [act])),
    })),
  }))
  const shop = openShop({ modules: stammering })
  await shop.store.submit(addCoins(shop.id(), storyId(50), 100))
  const sale = askSale(shop.id(), storyId(50), 1)
  await shop.store.submit(sale)
  equal((await shop.store.command(sale.id))?.state, 'succeeded')
  const { events } = await shop.processOf('selling', sale.id)
  const sent = stepsOf(events, 'StepSent')
  deepEqual(sent, [...new Set(sent)])
  deepEqual(faultsOfLog(shop.folder), [])
})
