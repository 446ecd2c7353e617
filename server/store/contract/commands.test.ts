import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Submission } from '#kernel/command.ts'
import { row, rows } from '#kernel/query.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { benchFor, settled, stores } from './stores.ts'
import {
  addCoins,
  askSale,
  faultsOfLog,
  ines,
  maria,
  onBell,
  sam,
  setBell,
  typesOf,
} from './toy-clinic.ts'

function kindOf(submission: Submission): string {
  return submission.kind === 'accepted' && submission.again ? 'again' : submission.kind
}

const purseOf = (id: string) =>
  row<{ free: number; held: number }>('SELECT free, held FROM {purses} WHERE id = ?', id)

// What every store promises of commands, whatever stands behind it.
for (const [name, open] of stores) {
  test(`${name}: a command is carried out once, however often it is sent`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const command = addCoins(id(), storyId(50), 5, 'for the bus')
    equal(kindOf(await store.submit(command)), 'accepted')
    equal(kindOf(await store.submit(command)), 'again')
    deepEqual(typesOf(await store.stream(command.target)), ['CoinsAdded'])
    deepEqual(await store.query(purseOf(storyId(50))), { free: 5, held: 0 })
  })

  test(`${name}: an id that was used for something else, or by somebody else, is refused`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const command = addCoins(id(), storyId(50), 5, 'for the bus')
    await store.submit(command)
    equal(
      kindOf(await store.submit({ ...command, data: { coins: 6, note: 'for the bus' } })),
      'reused',
    )
    equal(
      kindOf(await store.submit({ ...command, data: { coins: 5, note: 'for the tram' } })),
      'reused',
    )
    equal(kindOf(await store.submit({ ...command, target: `purse-${storyId(51)}` })), 'reused')
    equal(kindOf(await store.submit({ ...command, actor: ines })), 'reused')
    equal(await store.head(), 3)
  })

  test(`${name}: commands sent together are written in the order in which they were sent`, async (context) => {
    const { store, id, folder } = await benchFor(context, open)
    const commands = Array.from({ length: 60 }, (_, index) =>
      addCoins(id(), storyId(50), index + 14),
    )
    await Promise.all(commands.map((command) => store.submit(command)))
    const events = await store.stream(`purse-${storyId(50)}`)
    deepEqual(
      events.map(({ command }) => command),
      commands.map((command) => command.id),
    )
    deepEqual(faultsOfLog(folder), [])
  })

  test(`${name}: a command that a process answers ends when the process does`, async (context) => {
    const { store, id, folder } = await benchFor(context, open)
    const [filling, sale] = [addCoins(id(), storyId(50), 100), askSale(id(), storyId(50), 3)]
    await store.submit(filling)
    const done = await settled(store, sale)
    equal(done.state, 'succeeded')
    deepEqual(typesOf(await store.stream(sale.target)), ['SaleAsked', 'SaleMade'])
    deepEqual(await store.query(purseOf(storyId(50))), { free: 70, held: 30 })
    const own = await store.stream(`command-${sale.id}`)
    deepEqual(typesOf(own), ['CommandReceived', 'CommandSucceeded'])
    const belonging = await store.log({ after: 0, limit: 100, correlation: sale.id })
    equal(belonging.length, (await store.head()) - 3)
    deepEqual(faultsOfLog(folder), [])
  })

  test(`${name}: what is sold out is refused, and the coins are free again`, async (context) => {
    const { store, id } = await benchFor(context, open)
    await store.submit(addCoins(id(), storyId(50), 100))
    const refused = await settled(store, askSale(id(), storyId(50), 6))
    equal(refused.state, 'rejected')
    equal(refused.outcome.code, 'sold-out')
    deepEqual(await store.query(purseOf(storyId(50))), { free: 100, held: 0 })
    equal((await settled(store, askSale(id(), storyId(50), 5))).state, 'succeeded')
  })

  test(`${name}: a defect fails its own command and no other`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const commands = [5, 13, 7].map((coins) => addCoins(id(), storyId(50), coins))
    await Promise.all(commands.map((command) => store.submit(command)))
    const states = await Promise.all(commands.map((command) => store.command(command.id)))
    deepEqual(
      states.map((found) => found?.state),
      ['succeeded', 'failed', 'succeeded'],
    )
    equal(states[1]?.outcome.error, 'Thirteen is a defect')
    deepEqual(await store.query(purseOf(storyId(50))), { free: 12, held: 0 })
  })

  test(`${name}: who may not do it is refused, and that is on the record`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const command = { ...askSale(id(), storyId(50), 1), actor: maria }
    const refused = await settled(store, command)
    equal(refused.outcome.code, 'forbidden')
    deepEqual(typesOf(await store.stream(`command-${command.id}`)), [
      'CommandReceived',
      'CommandRejected',
    ])
    deepEqual(await store.stream(command.target), [])
  })

  test(`${name}: a form is stale when something happened since that matters to it`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const bell = id()
    await store.submit(setBell(bell, 'noon', storyTime + 3_600_000))
    await store.submit(onBell(id(), 'ring-bell', bell, 'noon'))
    const still = (shown: number) => ({
      ...onBell(id(), 'still-bell', bell, 'noon'),
      expectedVersion: shown,
    })
    equal((await settled(store, still(1))).state, 'succeeded')
    equal((await settled(store, still(2))).outcome.code, 'changed')
    equal((await settled(store, still(3))).state, 'succeeded')
    const ring = { ...onBell(id(), 'ring-bell', bell, 'noon'), expectedVersion: 3 }
    equal((await settled(store, ring)).outcome.code, 'changed')
  })

  test(`${name}: a rehearsal tells what would happen and leaves nothing behind`, async (context) => {
    const { store, id, folder } = await benchFor(context, open)
    await store.submit(addCoins(id(), storyId(50), 30))
    const head = await store.head()
    const planned = askSale(id(), storyId(50), 3)
    const rehearsal = await store.rehearse(planned)
    ok(rehearsal.kind === 'events')
    equal(rehearsal.command.state, 'succeeded')
    ok(typesOf(rehearsal.events).includes('SaleMade'))
    const short = await store.rehearse(askSale(id(), storyId(50), 4))
    ok(short.kind === 'refused')
    equal(short.refusal.code, 'short')
    equal(await store.head(), head)
    equal(await store.command(planned.id), undefined)
    equal((await settled(store, planned)).state, 'succeeded')
    deepEqual(faultsOfLog(folder), [])
  })

  test(`${name}: a rehearsal does not disturb what is under way`, async (context) => {
    const { store, id } = await benchFor(context, open)
    await store.submit(addCoins(id(), storyId(50), 100))
    const sales = [1, 1, 1].map((things) => askSale(id(), storyId(50), things))
    const submitted = sales.map((sale) => store.submit(sale))
    const rehearsed = await Promise.all(
      [1, 2, 3].map(() => store.rehearse(askSale(id(), storyId(50), 1))),
    )
    await Promise.all(submitted)
    const ends = await Promise.all(sales.map((sale) => store.command(sale.id, 5_000)))
    deepEqual(
      ends.map((end) => end?.state),
      ['succeeded', 'succeeded', 'succeeded'],
    )
    equal(
      rehearsed.every(({ kind }) => kind !== 'refused'),
      true,
    )
    deepEqual(await store.query(purseOf(storyId(50))), { free: 70, held: 30 })
  })

  test(`${name}: a command nobody sent is not found, however long one waits`, async (context) => {
    const { store } = await benchFor(context, open)
    equal(await store.command(storyId(77), 5_000), undefined)
  })

  test(`${name}: an intent nobody declared is a defect, and the others go on`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const unknown = { ...addCoins(id(), storyId(50), 5), intent: 'no-such-intent' }
    const outcomes = await Promise.allSettled([
      store.submit(addCoins(id(), storyId(50), 5)),
      store.submit(unknown),
      store.submit(addCoins(id(), storyId(50), 6)),
    ])
    deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    deepEqual(await store.query(purseOf(storyId(50))), { free: 11, held: 0 })
    const stored = await store.query(rows('SELECT id FROM commands WHERE actor = ?', sam.id))
    equal(stored.length, 2)
  })
}
