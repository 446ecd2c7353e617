import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { Input } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import { register } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { storyId } from '#kernel/story.ts'
import { orderStream } from '#modules/dispensary/published.ts'
import { inputsOf } from '#web/inputs.ts'
import { createSiteMap } from '#web/site-map.ts'
import { deskModules, hiddenOf, ids, openDesk, pick, seats } from '../testing/desk.ts'
import { later, type World } from '../testing/world.ts'

const registry = register(deskModules)
const map = createSiteMap(registry)
const ada = { seat: 'ada', id: ids.ada, name: 'Ada Cole', role: 'admin', roleTitle: 'admin' }
const everybody = [...seats, ada]
const system = { id: 'system:demo', role: 'system', onBehalfOf: null }

let world: World
let streams: readonly string[]
let overtakenBy: string | undefined

/** A store in which somebody else was first with an event of that type, after whatever version was seen. */
const overtaking = (real: Store): Store => ({
  ...real,
  async stream(id, seen) {
    const events = await real.stream(id, seen)
    const last = (await real.stream(id)).at(-1)
    if (overtakenBy === undefined || seen === undefined || categoryOf(id) === 'command')
      return events
    const type = overtakenBy
    const made: Partial<Envelope> = { type, data: {}, version: last?.version ?? 1, actor: ids.nora }
    return [{ ...(last ?? events[0] ?? anyEvent), ...made }]
  },
})
let anyEvent: Envelope

before(async () => {
  world = await openDesk({
    seats: everybody,
    store: overtaking,
    fault: ({ intent }) => (intent === 'reserve-stock' ? 'The shelf did not answer' : undefined),
  })
  const member = { name: ada.name, roles: ['admin'], roleTitle: 'admin', seat: 'ada' }
  await world.command('add-staff', `staff-${ids.ada}`, member, system, ids.ada)
  const lines = [{ item: ids.tape, quantity: 1 }]
  const data = { patient: ids.maria, lines, total: 995, note: '' }
  const maria = { id: ids.maria, role: 'patient', onBehalfOf: null }
  const order = { id: storyId(861), intent: 'place-order', target: orderStream(storyId(861)) }
  await world.store.submit({ ...order, actor: maria, data })
  // Its order is stuck after a day, and the help desk has a case.
  later(world, 86_400_000)
  const log = await world.store.log({ after: 0, limit: 10_000 })
  // Contact details are there before anybody wrote any down.
  streams = [...new Set([...log.map(({ stream }) => stream), `contact-${ids.maria}`])]
  anyEvent = log[0] as Envelope
})
after(() => world.close())

/** Intents that people may ask for on a thing that has a page, and that somebody else can overtake. */
const versioned = [...registry.intents.values()].filter(
  ({ by, creates, staleAfter, on }) =>
    !creates &&
    staleAfter?.length !== 0 &&
    everybody.some(({ role }) => Object.hasOwn(by, role)) &&
    map.thingPage(on.stream) !== undefined,
)

const isWritten = ({ kind }: Input) => kind === 'text' || kind === 'textarea'

function typedIn(input: Input): string {
  if (isWritten(input)) return `Typed as ${input.name}`
  if (input.kind === 'tick') return 'yes'
  return input.options?.find(({ value }) => value !== '')?.value ?? '7'
}

/** Sent under a version that is long past, by whichever seat may; nothing where there is no such thing here. */
async function sendStale(intent: AnyIntent, typed: Readonly<Record<string, string>>) {
  const { by, name, on } = intent
  const mayBe = everybody.filter(({ role }) => Object.hasOwn(by, role))
  const things = streams.filter((stream) => categoryOf(stream) === on.stream)
  for (const stream of [intent.only ?? [], things].flat()) {
    for (const { seat } of mayBe) {
      const place = map.href(stream) ?? ''
      const hidden = { intent: name, 'command-id': randomUUID(), 'expected-version': '0' }
      const answer = await world.send(place, { ...hidden, ...typed }, seat)
      if (answer.status === 403 || answer.status === 404) continue
      const machine = await world.machine(place, seat, {
        method: 'POST',
        body: JSON.stringify({ ...hidden, ...typed }),
        headers: { 'content-type': 'application/json' },
      })
      return { answer, hidden, machine, stream }
    }
  }
  return undefined
}

const untried: string[] = []
test('whichever task somebody was too late with, they see what they typed beside what is so now', async (t) => {
  for (const intent of versioned) {
    await t.test(intent.name, async () => {
      const asked = inputsOf(intent).inputs.filter(({ askedBy }) => askedBy === undefined)
      const inputs = asked.map(({ input }) => input)
      const typed = Object.fromEntries(inputs.map((one) => [one.name, typedIn(one)]))
      overtakenBy = intent.staleAfter?.[0] ?? 'WalletFrozen'
      const sent = await sendStale(intent, typed)
      overtakenBy = undefined
      if (!sent) return void untried.push(intent.name)
      const html = await sent.answer.text()
      equal(sent.answer.status, 409, html.slice(0, 2000))
      for (const one of inputs.filter(isWritten))
        equal(html.includes(typedIn(one)), !one.secret, one.name)
      equal(sent.machine.status, 412)
      const body: unknown = await sent.machine.json()
      equal(pick(body, 'code'), 'changed')
      const version = pick(body, 'facts', 'version')
      ok(Number(version) > 0)
      equal(sent.machine.headers.get('etag'), `"${version}"`)
      if (pick(body, 'facts', 'refused') === undefined) {
        const again = hiddenOf(html, intent.name)
        equal(again['expected-version'], String(version))
        notEqual(again['command-id'], sent.hidden['command-id'])
        const properties = pick(body, '_templates', 'default', 'properties') as readonly object[]
        const names = properties.map((one) => pick(one, 'name'))
        for (const { name } of inputs) ok(names.includes(name), name)
      } else ok(html.includes('Nothing of yours was done'))
    })
  }
  deepEqual(untried, [])
})
