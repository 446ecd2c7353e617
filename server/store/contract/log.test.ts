import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { row } from '#kernel/query.ts'
import type { Store } from '#kernel/store.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { benchFor, settled, stores } from './stores.ts'
import {
  addCoins,
  askSale,
  faultsOfLog,
  idsFrom,
  newFolder,
  onBell,
  sam,
  setBell,
  stoppedClock,
  typesOf,
} from './toy-clinic.ts'

const secret = 'Grandmother’s ring, kept in the blue tin'

/** Every file of a closed store, as bytes: what somebody would find who took them. */
function bytesOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))))
}

/** The personal part of a command, as it was received. */
async function firstPersonal(store: Store, command: string): Promise<unknown> {
  const events = await store.stream(`command-${command}`)
  return events.map(({ data }) => ({ ...data }) as Record<string, unknown>)[0]?.['personal']
}

function destroyKey(folder: string, person: string): void {
  const keys = new Database(join(folder, 'keys.sqlite'))
  const { changes } = keys
    .prepare('UPDATE keys SET wrapped = NULL, destroyed_at = 1 WHERE person = ?')
    .run(person)
  keys.close()
  equal(changes, 1)
}

// What every store promises of its log: what can be read, in which order, and what stays sealed.
for (const [name, open] of stores) {
  test(`${name}: time never runs back, even when the clock does`, async (context) => {
    const { store, clock, folder, id } = await benchFor(context, open)
    await store.submit(addCoins(id(), storyId(50), 1))
    clock.set(storyTime - 3_600_000, 0)
    await store.submit(addCoins(id(), storyId(50), 2))
    clock.set(storyTime + 1_000, 0)
    await store.submit(addCoins(id(), storyId(50), 3))
    const events = await store.stream(`purse-${storyId(50)}`)
    deepEqual(
      events.map(({ at }) => at - storyTime),
      [0, 0, 1_000],
    )
    deepEqual(faultsOfLog(folder), [])
  })

  test(`${name}: the log is read in pages, whole, by category or by correlation`, async (context) => {
    const { store, id } = await benchFor(context, open)
    await store.submit(addCoins(id(), storyId(50), 100))
    const sale = askSale(id(), storyId(50), 1)
    await settled(store, sale)
    const whole = await store.log({ after: 0, limit: 1_000 })
    deepEqual(
      whole.map(({ position }) => position),
      whole.map((_, index) => index + 1),
    )
    equal(whole.length, await store.head())
    const paged = []
    for (let after = 0; after < whole.length; after += 4)
      paged.push(...(await store.log({ after, limit: 4 })))
    deepEqual(paged, whole)
    const purses = await store.log({ after: 0, limit: 10, category: 'purse' })
    deepEqual(typesOf(purses), ['CoinsAdded', 'CoinsHeld'])
    deepEqual(
      await store.log({ after: purses[0]?.position ?? 0, limit: 1, category: 'purse' }),
      purses.slice(1),
    )
    const ofSale = await store.log({ after: 0, limit: 100, correlation: sale.id })
    ok(ofSale.every(({ correlation }) => correlation === sale.id))
    ok(ofSale.every(({ causation, position }) => causation === null || causation < position))
    deepEqual(await store.stream(`purse-${storyId(50)}`, 1), purses.slice(1))
    equal(await store.personOf(`purse-${storyId(50)}`), storyId(50))
    equal(await store.personOf(sale.target), null)
    equal(await store.personOf(`purse-${storyId(51)}`), undefined)
  })

  test(`${name}: the position at a moment is the last one written by then`, async (context) => {
    const { store, clock, id } = await benchFor(context, open)
    for (const second of [0, 1, 1, 5]) {
      clock.set(storyTime + second * 1_000, 0)
      await store.submit(addCoins(id(), storyId(50), 1))
    }
    const at = (second: number) => store.positionAt(storyTime + second * 1_000)
    deepEqual(await Promise.all([-1, 0, 1, 4.999, 5, 900].map(at)), [0, 3, 9, 9, 12, 12])
  })

  test(`${name}: a model that follows is reached soon, one written with the command at once`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const bell = id()
    await store.submit(setBell(bell, 'noon', storyTime + 3_600_000))
    for (const _ of [1, 2, 3]) await store.submit(onBell(id(), 'ring-bell', bell, 'noon'))
    const head = await store.head()
    equal(await store.reached('bell-names', head, 0), true)
    equal(await store.reached('rings', head, 5_000), true)
    deepEqual(await store.query(row('SELECT rings FROM {rings} WHERE id = ?', bell)), { rings: 3 })
    equal(await store.reached('rings', head + 1, 0), false)
    equal(await store.reached('no-such-model', 1, 0), false)
  })

  test(`${name}: listeners are called after a commit, until they stop`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const heard: number[] = []
    const stop = store.onCommit((head) => void heard.push(head))
    await store.submit(addCoins(id(), storyId(50), 1))
    equal(heard.at(-1), 3)
    stop()
    const before = heard.length
    await store.submit(addCoins(id(), storyId(50), 2))
    equal(heard.length, before)
  })

  test(`${name}: what is personal is read back, but lies sealed in the files`, async (context) => {
    const { store, folder, id } = await benchFor(context, open)
    const command = addCoins(id(), storyId(50), 5, secret)
    await store.submit(command)
    const [event] = await store.stream(command.target)
    deepEqual(event?.data, { coins: 5, note: secret })
    deepEqual(await firstPersonal(store, command.id), { note: secret })
    await store.close()
    const bytes = bytesOf(folder)
    ok(bytes.length > 10_000)
    ok(bytes.includes('CoinsAdded'))
    equal(bytes.includes(secret.slice(0, 11)), false)
    equal(bytes.includes('blue tin'), false)
  })

  test(`${name}: once a person’s key is destroyed, what was personal is null and the rest stays`, async (context) => {
    const { store, folder, id } = await benchFor(context, open)
    const [hers, his] = [
      addCoins(id(), storyId(50), 5, secret),
      addCoins(id(), storyId(51), 6, secret),
    ]
    await store.submit(hers)
    await store.submit(his)
    await store.stream(hers.target)
    destroyKey(folder, storyId(50))
    const read = async (stream: string) => (await store.stream(stream)).map(({ data }) => data)
    deepEqual(await read(hers.target), [{ coins: 5, note: null }])
    deepEqual(await read(his.target), [{ coins: 6, note: secret }])
    equal(await firstPersonal(store, hers.id), null)
    deepEqual(faultsOfLog(folder), [])
  })

  test(`${name}: closed and opened again, everything is as it was`, async () => {
    const [folder, clock, id] = [newFolder(), stoppedClock(), idsFrom(1)]
    const first = await open(folder, clock)
    const filling = addCoins(id(), storyId(50), 100, secret)
    await first.submit(filling)
    const sale = await settled(first, askSale(id(), storyId(50), 2))
    const events = await first.log({ after: 0, limit: 1_000 })
    await first.close()
    const second = await open(folder, clock)
    deepEqual(await second.log({ after: 0, limit: 1_000 }), events)
    deepEqual(await second.command(sale.id), sale)
    const again = await second.submit(filling)
    ok(again.kind === 'accepted' && again.again)
    equal((await settled(second, askSale(id(), storyId(50), 1))).state, 'succeeded')
    const purse = await second.query(
      row('SELECT free, held FROM {purses} WHERE id = ?', storyId(50)),
    )
    deepEqual(purse, { free: 70, held: 30 })
    await second.close()
    deepEqual(faultsOfLog(folder), [])
  })

  test(`${name}: the actor, the role and whom it was for stand on every event`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const actor = { ...sam, onBehalfOf: storyId(50) }
    const command = { ...addCoins(id(), storyId(50), 5), actor }
    await store.submit(command)
    const events = await store.log({ after: 0, limit: 10 })
    deepEqual(
      events.map(({ actor: by, role, onBehalfOf, command: from }) => [by, role, onBehalfOf, from]),
      events.map(() => [sam.id, 'receptionist', storyId(50), command.id]),
    )
  })
}
