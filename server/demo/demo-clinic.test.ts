import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { row, rows } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { openApprovals } from '#modules/approvals/published.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { itemsForSale, openOrders, ordersOf } from '#modules/dispensary/published.ts'
import { openCases } from '#modules/help-desk/published.ts'
import { bounceOf } from '#modules/notices/published.ts'
import { type PersonRow, peopleByName } from '#modules/people/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import type { LocalStore } from '#store/sqlite/local-store.ts'
import { modules } from '../modules.ts'
import { instantOf } from './calendar.ts'
import { openSeeded } from './make.ts'
import { catalogue } from './script/catalogue.ts'
import { stories } from './script/stories.ts'
import { demoSeats } from './seats.ts'

const registry = register(modules)
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const moment = instantOf('2026-11-23', '09:52')

type State = { readonly state: string; readonly count: number }

describe('the demo clinic at 09:52', () => {
  let folder: string
  let store: LocalStore
  let people: readonly PersonRow[]

  const make = async (name: string) => {
    const apart = join(folder, name)
    mkdirSync(apart)
    return openSeeded({ folder: apart, registry, migrations, moment })
  }
  const personNamed = (given: string, family: string) => {
    const found = people.find((one) => one.given === given && one.family === family)
    assert.ok(found, `${given} ${family} is missing`)
    return found.id
  }
  const idOf = (key: string) => {
    const story = stories.find((one) => one.key === key)
    return personNamed(story?.given ?? '', story?.family ?? '')
  }
  const headHash = (of: LocalStore) =>
    of.query(row<{ hash: Uint8Array }>('SELECT hash FROM events ORDER BY position DESC LIMIT 1'))

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-demo-'))
    store = await make('one')
    people = await store.query(peopleByName())
  })

  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('top-ups agree with the demo’s table; held as far as confirmed orders reach', async () => {
    for (const { key, wallet } of stories) {
      const found = await store.query(walletOf(idOf(key)))
      const { paidIn, held, available: free } = found ?? {}
      assert.deepEqual({ paidIn, held, free }, wallet, key)
    }
  })

  test('everybody has a wallet, and only Sofia’s is frozen', async () => {
    assert.equal(people.length, 60)
    const wallets = await Promise.all(people.map(({ id }) => store.query(walletOf(id))))
    assert.ok(wallets.every((wallet) => wallet !== undefined))
    const frozen = wallets.filter((wallet) => wallet?.status === 'frozen')
    assert.deepEqual(
      frozen.map((wallet) => wallet?.person),
      [idOf('sofia')],
    )
  })

  test('an order of support socks for Aisha would be £3.20 short', async () => {
    const items = await store.query(itemsForSale(moment))
    const socks = items.find(({ code }) => code === 'SOCK-M')
    const wallet = await store.query(walletOf(idOf('aisha')))
    assert.equal((socks?.price ?? 0) - (wallet?.available ?? 0), 320)
    assert.deepEqual(await store.query(ordersOf(idOf('aisha'))), [])
  })

  // What is on the shelf is on hand: free, or reserved for an order that nobody has handed over yet.
  test('the shelf holds what the demo’s table says, what is reserved included', async () => {
    const items = await store.query(
      rows<{ code: string; on_hand: number; reorder_level: number; status: string }>(
        'SELECT code, on_hand, reorder_level, status FROM {items} ORDER BY code',
      ),
    )
    const told = catalogue.map(({ code, onShelf, reorderAt, withdrawn }) => ({
      code,
      on_hand: onShelf,
      reorder_level: reorderAt,
      status: withdrawn ? 'withdrawn' : 'listed',
    }))
    assert.deepEqual(
      items,
      told.toSorted((one, other) => (one.code < other.code ? -1 : 1)),
    )
  })

  test('everything costs what the demo’s table says', async () => {
    const items = await store.query(itemsForSale(moment))
    const told = catalogue.filter(({ withdrawn }) => !withdrawn)
    const priced = (all: readonly { code: string; price: number }[]) =>
      Object.fromEntries(all.map(({ code, price }) => [code, price]))
    assert.deepEqual(priced(items), priced(told))
  })

  test('one item is low and one is out', async () => {
    const items = await store.query(itemsForSale(moment))
    const low = catalogue.filter(
      ({ code, reorderAt, stocked }) =>
        stocked && (items.find((one) => one.code === code)?.free ?? reorderAt) < reorderAt,
    )
    assert.deepEqual(
      low.map(({ code }) => code),
      ['SPL-M', 'BAL-PAD'],
    )
  })

  test('nothing is unfinished but orders that wait for a dispenser, Liam’s stuck one with its case, and a payment at the bank', async () => {
    const states = await store.query(
      rows<State & { name: string }>(
        `SELECT name, state, COUNT(*) AS count FROM {processes} WHERE state <> 'ended'
         GROUP BY name, state ORDER BY state`,
      ),
    )
    assert.deepEqual(states, [
      { name: 'case-keeping', state: 'running', count: 1 },
      { name: 'online-top-up', state: 'running', count: 1 },
      { name: 'order', state: 'running', count: 11 },
      { name: 'order-mail', state: 'running', count: 11 },
      { name: 'order', state: 'stuck', count: 1 },
    ])
    const commands = await store.query(
      rows<State>(
        `SELECT state, COUNT(*) AS count FROM commands WHERE state IN ('received', 'in-progress') GROUP BY state`,
      ),
    )
    assert.deepEqual(commands, [{ state: 'in-progress', count: 2 }])
    assert.equal(store.writer.nextDue(), instantOf('2026-11-23', '10:37'))
    assert.equal(store.writer.sweep().found, 0)
  })

  test('eleven orders are on the bench or wait to be collected; one is stuck', async () => {
    const open = await store.query(openOrders())
    assert.deepEqual(
      open.map(({ number, process }) => [number, process]),
      [
        [1026, 'running'],
        [1029, 'running'],
        [1038, 'running'],
        [1040, 'running'],
        [1041, 'running'],
        [1042, 'running'],
        [1043, 'running'],
        [1044, 'running'],
        [1045, 'running'],
        [1046, 'stuck'],
        [1047, 'running'],
        [1048, 'running'],
      ],
    )
  })

  test('Peter’s and George’s orders are ready for six days, Peter’s under the code he was told', async () => {
    for (const key of ['peter', 'george']) {
      const [order] = await store.query(ordersOf(idOf(key)))
      const events = await store.stream(`order-${order?.id}`)
      const ready = events.find(({ type }) => type === 'OrderReady')
      assert.ok(ready)
      assert.equal(Math.floor((moment - ready.at) / 86_400_000), 6, key)
      const { code } = ready.data as { code: string }
      if (key === 'peter') assert.equal(code, '482913')
    }
  })

  test('Daniel’s insoles were handed over and are made again at no charge', async () => {
    const orders = await store.query(ordersOf(idOf('daniel')))
    assert.deepEqual(orders.map(({ state, total }) => [state, total]).toSorted(), [
      ['handed-over', 8500],
      ['preparing', 0],
    ])
  })

  test('what Harold ordered was handed to whom he had named to collect', async () => {
    const [order] = await store.query(ordersOf(personNamed('Harold', 'Finch')))
    const events = await store.stream(`order-${order?.id}`)
    const { data } = events.find(({ type }) => type === 'OrderHandOverStarted') ?? {}
    const proxy = personNamed('Margaret', 'Doyle')
    assert.partialDeepStrictEqual(data, { receivedBy: 'proxy', proxy })
  })

  test('an order that nobody collected for two weeks went back on the shelf', async () => {
    const [order] = await store.query(ordersOf(personNamed('Winifred', 'Tuck')))
    assert.equal(order?.state, 'lapsed')
  })

  test('there are two cases: Hannah’s mail came back, and Liam’s order could not be reserved', async () => {
    const [order] = await store.query(ordersOf(idOf('liam')))
    const [mail, stuck, ...others] = await store.query(openCases())
    assert.deepEqual(others, [])
    assert.equal(mail?.person, idOf('hannah'))
    assert.equal(stuck?.aboutStream, `process.order-${order?.id}`)
    assert.match(stuck?.step ?? '', /^reserve-stock:/)
    assert.equal(stuck?.tries, 6)
    assert.ok((stuck?.openedAt ?? 0) < moment)
  })

  test('one refund waits for Nora; money was given, given back and paid out before', async () => {
    const waiting = await store.query(openApprovals(10))
    assert.deepEqual(
      waiting.map(({ what, amount, beneficiary }) => [what, amount, beneficiary]),
      [['Refund', 2_900, personNamed('Ingrid', 'Solberg')]],
    )
    const sums = await store.query(
      rows<Record<string, number>>(
        'SELECT SUM(refunded) AS refunded, SUM(given) AS given, SUM(paid_out) AS out FROM {wallets}',
      ),
    )
    assert.deepEqual(sums, [{ refunded: 6_350, given: 1_000, out: 2_500 }])
  })

  test('everybody’s address is proven but Hannah’s, whose mail came back', async () => {
    const unproven = await store.query(
      rows<{ given: string }>(
        `SELECT p.given FROM {people} p LEFT JOIN {email_confirmations} c ON c.person = p.id
         WHERE p.email <> '' AND coalesce(c.confirmed, 0) = 0 ORDER BY p.given`,
      ),
    )
    assert.deepEqual(unproven, [{ given: 'Hannah' }])
    const bounce = await store.query(bounceOf(idOf('hannah')))
    assert.equal(bounce?.message, idOf('hannah'))
  })

  test('the clinic says that it is a demo', async () => {
    const clinic = await store.query(clinicSettings())
    assert.equal(clinic?.demo, true)
    assert.equal(clinic?.name, 'Harbour Lane Clinic')
    assert.equal(clinic?.phone, '01632 960 140')
  })

  test('the seats of the pictures come first', async () => {
    const seats = await demoSeats((query) => store.query(query), Number.POSITIVE_INFINITY)
    assert.deepEqual(
      seats.map(({ seat }) => seat),
      [
        'maria',
        'aisha',
        'kofi',
        'nora',
        'ada',
        'sam',
        'ines',
        'amara',
        'leila',
        'peter',
        'liam',
        'daniel',
        'chloe',
        'sofia',
        'yusuf',
        'hannah',
        'george',
        'judith',
        'kiosk',
      ],
    )
    assert.deepEqual(seats[0], {
      seat: 'maria',
      id: idOf('maria'),
      name: 'Maria Santos',
      role: 'patient',
      roleTitle: 'patient',
    })
  })

  test('made twice, it is the same log to the last byte', async () => {
    const again = await make('two')
    assert.deepEqual(await headHash(again), await headHash(store))
    await again.close()
  })
})
