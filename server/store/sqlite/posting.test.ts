import { deepEqual, equal } from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { rows } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { storyTime } from '#kernel/story.ts'
import type { Channel, Delivery } from '#worker/outbox.ts'
import {
  idsFrom,
  migrationsFolder,
  newFolder,
  setBell,
  stoppedClock,
} from '../contract/toy-clinic.ts'
import { modules } from '../contract/toy-modules.ts'
import { machineRandom } from './random.ts'
import { openThreadStore, type ThreadStore } from './thread-store.ts'

const handedOver: Delivery = { kind: 'handed-over' }

/** A shop whose writer has a thread of its own, where a bell rings as soon as it is set. */
async function openShop(context: TestContext, folder = newFolder()) {
  const clock = stoppedClock()
  const store = await openThreadStore({
    folder,
    registry: register(modules),
    modules: new URL('../contract/toy-modules.ts', import.meta.url).href,
    migrations: migrationsFolder,
    clock,
    random: machineRandom(),
    onFatal: (sentence) => {
      throw new Error(sentence)
    },
  })
  context.after(() => store.close())
  const id = idsFrom(1)
  return {
    store,
    clock,
    folder,
    ring: (name: string) => store.submit(setBell(id(), name, storyTime)),
  }
}

const postman = (post: Channel) => ({
  channels: { post },
  timeLimit: (ms: number) => AbortSignal.timeout(ms),
})

/** Waits until the outbox stands so, or as long as commits go on to come. */
async function until(store: ThreadStore, expected: readonly string[]): Promise<void> {
  const read = () => store.query(rows<{ state: string }>('SELECT state FROM outbox ORDER BY seq'))
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const stop = store.onCommit(() => resolve())
    const states = (await read()).map(({ state }) => state)
    if (JSON.stringify(states) === JSON.stringify(expected)) return stop()
    await promise
    stop()
  }
}

test('what processes put into the outbox leaves as soon as somebody sends', async (context) => {
  const { store, ring } = await openShop(context)
  const sent: string[] = []
  await ring('early')
  await until(store, ['due'])
  store.deliverWith(
    postman(async ({ key }) => {
      sent.push(key)
      return handedOver
    }),
  )
  await until(store, ['handed-over'])
  await ring('late')
  await until(store, ['handed-over', 'handed-over'])
  equal(new Set(sent).size, 2)
})

test('a writer that dies while mail is on its way loses nothing of what became of it', async (context) => {
  const { store, ring } = await openShop(context)
  const way = Promise.withResolvers<Delivery>()
  const begun = Promise.withResolvers<void>()
  const sent: string[] = []
  store.deliverWith(
    postman(({ key }) => {
      sent.push(key)
      begun.resolve()
      return way.promise
    }),
  )
  await ring('noon')
  await begun.promise
  await store.killWriter()
  while (!store.isReady()) await new Promise(setImmediate)
  way.resolve(handedOver)
  await until(store, ['handed-over'])
  equal(sent.length, 1)
})

test('whoever stops waits for what is on its way, so that it is not sent again', async (context) => {
  const { store, ring, folder } = await openShop(context)
  const way = Promise.withResolvers<Delivery>()
  const begun = Promise.withResolvers<void>()
  store.deliverWith(
    postman(() => {
      begun.resolve()
      return way.promise
    }),
  )
  await ring('noon')
  await begun.promise
  const closing = store.close()
  way.resolve(handedOver)
  await closing
  const { store: next } = await openShop(context, folder)
  const found = await next.query(rows('SELECT state, attempt FROM outbox'))
  deepEqual(found, [{ state: 'handed-over', attempt: 1 }])
})
