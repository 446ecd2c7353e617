import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { rows } from '#kernel/query.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { setBell } from '#store/contract/toy-clinic.ts'
import { openShop, type Shop } from '#store/contract/toy-shop.ts'
import { openWriter } from '#store/sqlite/connection.ts'
import { databaseName } from '#store/sqlite/local-store.ts'
import { type Channel, deliveryDelaysMs, type Message } from './outbox.ts'
import { type Delivered, deliverDue } from './postman.ts'

const handedOver = { kind: 'handed-over' } as const

/** A sender at the shop's own outbox, whose time limit ends when the test says so. */
function officeOf(shop: Shop, post: Channel) {
  const { outbox } = shop.store.writer
  const limits: AbortController[] = []
  const postman = {
    channels: { post },
    timeLimit: () => {
      const limit = new AbortController()
      limits.push(limit)
      return limit.signal
    },
  }
  const kept = {
    lease: outbox.lease,
    settle: (told: readonly Delivered[]) => outbox.settle(told).states,
  }
  return {
    deliver: () => deliverDue(kept, postman, 50),
    next: () => outbox.next(['post']),
    giveUpWaiting: () => {
      for (const limit of limits) limit.abort()
    },
  }
}

/** A shop where bells of these names have rung, each with a message to be sent. */
async function shopWithMessages(
  names: readonly string[],
  person: string | null = null,
): Promise<Shop> {
  const shop = openShop()
  for (const name of names)
    await shop.store.submit(setBell(shop.id(), name, storyTime + 1_000, person))
  shop.pass(1_000)
  return shop
}

function outboxOf(shop: Shop) {
  return shop.store.query(
    rows<{ state: string; attempt: number; error: string | null }>(
      'SELECT state, attempt, error FROM outbox ORDER BY seq',
    ),
  )
}

test('a message is written with the event that causes it, and sent once', async () => {
  const shop = await shopWithMessages(['noon'])
  const sent: Message[] = []
  const office = officeOf(shop, async (message) => {
    sent.push(message)
    return handedOver
  })
  const [posted] = await office.deliver()
  equal(posted?.state, 'handed-over')
  deepEqual(await office.deliver(), [])
  equal(sent.length, 1)
  deepEqual(sent[0]?.body, { name: 'noon', text: 'Bell noon rang' })
  equal(office.next(), undefined)
  deepEqual(await outboxOf(shop), [{ state: 'handed-over', attempt: 1, error: null }])
})

test('what is for a person lies sealed until it is sent, and is not sent once they are erased', async () => {
  const shop = await shopWithMessages(['noon'], storyId(50))
  const stored = await shop.store.query(
    rows<{ body: string; sealed: Uint8Array }>('SELECT body, sealed FROM outbox'),
  )
  equal(stored[0]?.body, '{}')
  ok(stored[0] && !Buffer.from(stored[0].sealed).includes('rang'))
  const sent: Message[] = []
  const post: Channel = async (message) => {
    sent.push(message)
    return { kind: 'later', error: 'Not now' }
  }
  await officeOf(shop, post).deliver()
  deepEqual(sent[0]?.body, { name: 'noon', text: 'Bell noon rang' })
  // Only the writer destroys keys, so nobody else does while it has them open.
  await shop.store.close()
  const keys = openWriter(join(shop.folder, 'keys.sqlite'))
  keys.exec('UPDATE keys SET wrapped = NULL')
  keys.close()
  const later = openShop({ folder: shop.folder, clock: shop.clock })
  later.pass(60_000)
  equal((await officeOf(later, post).deliver())[0]?.state, 'refused')
  equal(sent.length, 1)
  await later.store.close()
  const bytes = Buffer.concat(
    readdirSync(shop.folder).map((file) => readFileSync(join(shop.folder, file))),
  )
  ok(bytes.length > 10_000)
  equal(bytes.includes('Bell noon rang'), false)
})

test('a channel that fails is tried again, ever later, with the same key, and then given up', async () => {
  const shop = await shopWithMessages(['noon'])
  const keys: string[] = []
  const office = officeOf(shop, async ({ key }) => {
    keys.push(key)
    return { kind: 'later', error: '450 mailbox busy' }
  })
  await office.deliver()
  for (const delayMs of deliveryDelaysMs) {
    equal(office.next(), shop.clock.now() + delayMs)
    shop.pass(delayMs - 1)
    deepEqual(await office.deliver(), [])
    shop.pass(1)
    await office.deliver()
  }
  deepEqual(await outboxOf(shop), [{ state: 'given-up', attempt: 9, error: '450 mailbox busy' }])
  equal(keys.length, 9)
  equal(new Set(keys).size, 1)
  shop.pass(90 * 86_400_000)
  deepEqual(await office.deliver(), [])
})

test('a refusal is final', async () => {
  const shop = await shopWithMessages(['noon'])
  const office = officeOf(shop, async () => ({
    kind: 'refused',
    error: '550 no such user',
  }))
  await office.deliver()
  shop.pass(86_400_000)
  deepEqual(await office.deliver(), [])
  deepEqual(await outboxOf(shop), [{ state: 'refused', attempt: 1, error: '550 no such user' }])
})

test('a channel that hangs holds up nobody else, and is tried again', async () => {
  const shop = await shopWithMessages(['slow', 'quick'])
  const isSlow = ({ body }: Message) => (body as { name: string }).name === 'slow'
  const quick = Promise.withResolvers<void>()
  const office = officeOf(shop, (message) => {
    if (isSlow(message)) return new Promise(() => undefined)
    quick.resolve()
    return Promise.resolve(handedOver)
  })
  const delivering = office.deliver()
  await quick.promise
  office.giveUpWaiting()
  await delivering
  deepEqual(await outboxOf(shop), [
    { state: 'due', attempt: 1, error: 'No answer in time; it may have arrived.' },
    { state: 'handed-over', attempt: 1, error: null },
  ])
})

test('a sender that died leaves a lease that ends, and another sends with the same key', async () => {
  const shop = await shopWithMessages(['noon'])
  const keys: string[] = []
  const answers = [
    Promise.withResolvers<typeof handedOver>(),
    Promise.withResolvers<typeof handedOver>(),
  ]
  const office = officeOf(shop, ({ key }) => {
    keys.push(key)
    return answers[keys.length - 1]?.promise ?? Promise.resolve(handedOver)
  })
  const first = office.deliver()
  deepEqual(await office.deliver(), [])
  shop.pass(120_000)
  const second = office.deliver()
  answers[0]?.resolve(handedOver)
  await first
  equal((await outboxOf(shop))[0]?.state, 'due', 'the first no longer holds it')
  answers[1]?.resolve(handedOver)
  await second
  deepEqual(await outboxOf(shop), [{ state: 'handed-over', attempt: 2, error: null }])
  equal(keys[0], keys[1])
})

test('a message without a channel waits for one, and no try of it is used up', async () => {
  const shop = await shopWithMessages(['noon'])
  const office = officeOf(shop, async () => handedOver)
  const db = openWriter(join(shop.folder, databaseName))
  db.exec(`UPDATE outbox SET channel = 'pigeon'`)
  db.close()
  deepEqual(await office.deliver(), [])
  deepEqual(await outboxOf(shop), [{ state: 'due', attempt: 0, error: null }])
})
