import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { rows } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import { messageStream } from '#modules/notices/published.ts'
import { deliveryDelaysMs } from '#worker/outbox.ts'
import { startMailServer, startSilence, type TriedMailServer } from '../testing/mail-server.ts'
import { openTriedPost, system, type TriedPost } from '../testing/post.ts'
import { mailServer } from './smtp.ts'

async function openBoth(context: TestContext): Promise<[TriedPost, TriedMailServer]> {
  const server = await startMailServer()
  context.after(() => server.close())
  return [await openTriedPost(context, server.url), server]
}

async function casesOf({ store }: TriedPost): Promise<number> {
  return (await store.query(rows(`SELECT position FROM events WHERE type = 'CaseOpened'`))).length
}

const isSame = (ids: readonly (string | undefined)[]) => new Set(ids).size === 1

test('a message is handed over once, with both parts, an id of its own and a link that works', async (context) => {
  const [post, server] = await openBoth(context)
  await post.write(1)
  deepEqual(await post.deliver(), ['handed-over'])
  deepEqual(await post.deliver(), [])
  const [mail] = server.received
  equal(server.received.length, 1)
  deepEqual(mail?.to, ['someone-1@example.org'])
  equal(mail?.headers['message-id'], `<mail-${storyId(1)}@desk.example.org>`)
  equal(mail?.headers['auto-submitted'], 'auto-generated')
  equal(mail?.headers['from'], 'Harbour Lane Clinic <desk@harbour-lane.example.org>')
  match(mail?.headers['content-type'] ?? '', /^multipart\/alternative/)
  const secret = post.store.secretFor(`invitation:${storyId(1)}`)
  const words = mail?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? ''
  ok(words.includes(`https://desk.example.org/staff/1/accept-invitation?secret=${secret}`))
  deepEqual(await post.toldOf(1), ['MessageQueued', 'MessageHandedOver'])
})

test('no secret of a link lies in the data folder', async (context) => {
  const [post] = await openBoth(context)
  await post.write(1)
  await post.deliver()
  const secret = post.store.secretFor(`invitation:${storyId(1)}`)
  const found = await post.store.query(
    rows('SELECT 1 FROM events WHERE instr(data, ?) > 0', secret),
  )
  deepEqual(found, [])
})

test('a server that is busy is asked again, under the same id, until it takes it', async (context) => {
  const [post, server] = await openBoth(context)
  server.next('busy', 'busy')
  await post.write(1)
  deepEqual(await post.deliver(), ['due'])
  post.clock.at += deliveryDelaysMs[0] ?? 0
  deepEqual(await post.deliver(), ['due'])
  post.clock.at += deliveryDelaysMs[1] ?? 0
  deepEqual(await post.deliver(), ['handed-over'])
  equal(server.received.length, 1)
  deepEqual(await post.toldOf(1), [
    'MessageQueued',
    'MessageDelayed',
    'MessageDelayed',
    'MessageHandedOver',
  ])
})

test('a line that breaks after the message was given: perhaps sent, and sent again under the same id', async (context) => {
  const [post, server] = await openBoth(context)
  server.next('drop', 'drop')
  await post.write(1)
  await post.deliver()
  const [delayed] = (await post.store.stream(messageStream(storyId(1)))).slice(-1)
  equal(delayed?.type, 'MessageDelayed')
  equal((delayed?.data as { perhaps?: boolean } | undefined)?.perhaps, true)
  for (const delayMs of deliveryDelaysMs.slice(0, 2)) {
    post.clock.at += delayMs
    await post.deliver()
  }
  equal(server.received.length, 3)
  ok(isSame(server.received.map(({ headers }) => headers['message-id'])))
  equal((await post.toldOf(1)).at(-1), 'MessageHandedOver')
})

test('a line that breaks half-way is tried again, and the message arrives', async (context) => {
  const [post, server] = await openBoth(context)
  server.next('half-way')
  await post.write(1)
  deepEqual(await post.deliver(), ['due'])
  post.clock.at += deliveryDelaysMs[0] ?? 0
  deepEqual(await post.deliver(), ['handed-over'])
  equal(server.received.length, 1)
})

test('a server that refuses for good is not asked again, and somebody hears of it', async (context) => {
  const [post, server] = await openBoth(context)
  server.next('unknown', 'unwanted')
  await post.write(1)
  await post.write(2)
  deepEqual((await post.deliver()).toSorted(), ['refused', 'refused'])
  post.clock.at += 90 * 86_400_000
  deepEqual(await post.deliver(), [])
  const bounced = await Promise.all(
    [1, 2].map(async (number) => {
      const events = await post.store.stream(messageStream(storyId(number)))
      return (events.at(-1)?.data as { bounced?: boolean } | undefined)?.bounced
    }),
  )
  deepEqual(
    bounced.map(String).toSorted(),
    ['false', 'true'],
    'only an unknown user is the address’s fault',
  )
  equal(await casesOf(post), 2)
})

test('a server that is away for a day leaves one case a message, and none is lost', async (context) => {
  const silence = await startSilence()
  silence.close()
  const post = await openTriedPost(context, silence.url)
  await post.write(1)
  await post.deliver()
  for (const delayMs of deliveryDelaysMs) {
    equal(await casesOf(post), 0)
    post.clock.at += delayMs
    await post.deliver()
  }
  equal((await post.toldOf(1)).at(-1), 'MessageGivenUp')
  equal(await casesOf(post), 1)
})

test('a server that says nothing is given up in time', async (context) => {
  const silence = await startSilence()
  context.after(silence.close)
  const patience = { connectionTimeout: 100, greetingTimeout: 100, socketTimeout: 100 }
  const letter = {
    from: { name: 'Clinic', address: 'desk@example.org' },
    to: { name: 'Maria', address: 'maria@example.org' },
    subject: 'Hello',
    text: 'Hello',
    html: '<p>Hello</p>',
    link: null,
  }
  const server = mailServer(silence.url, patience)
  const delivery = await server.send(letter, '<1@example.org>', AbortSignal.timeout(5_000))
  deepEqual([delivery.kind, 'perhaps' in delivery && delivery.perhaps], ['later', false])
  const odd = {
    ...letter,
    to: { name: 'Maria\r\nBcc: all@example.org', address: 'maria@example.org' },
  }
  equal((await server.send(odd, '<2@example.org>', AbortSignal.timeout(5_000))).kind, 'refused')
})

test('a sender that died between lease and outcome: sent again when the lease ends, under the same id', async (context) => {
  const [post, server] = await openBoth(context)
  await post.write(1)
  const [leased] = post.store.writer.outbox.lease(['mail'], 1)
  ok(leased)
  deepEqual(await post.deliver(), [], 'while the lease lasts nobody else has it')
  post.clock.at += 120_000
  deepEqual(await post.deliver(), ['handed-over'])
  const told = post.store.writer.outbox.settle([{ leased, delivery: { kind: 'handed-over' } }])
  deepEqual(told.states, [undefined], 'it comes too late to tell')
  equal(server.received[0]?.headers['message-id'], `<mail-${storyId(1)}@desk.example.org>`)
  deepEqual(await post.toldOf(1), ['MessageQueued', 'MessageHandedOver'])
})

test('a message that is withdrawn before it leaves does not leave', async (context) => {
  const [post, server] = await openBoth(context)
  await post.write(1)
  await post.command(
    'withdraw-message',
    messageStream(storyId(1)),
    { why: 'The visit is off' },
    system,
  )
  deepEqual(await post.deliver(), ['withdrawn'])
  equal(server.received.length, 0)
})

test('without a mail server everything waits, and no try is used up', async (context) => {
  const post = await openTriedPost(context, undefined)
  await post.write(1)
  post.clock.at += 86_400_000
  deepEqual(await post.deliver(), [])
  const waiting = await post.store.query(rows('SELECT state, attempt FROM outbox'))
  deepEqual(waiting, [{ state: 'due', attempt: 0 }])
})
