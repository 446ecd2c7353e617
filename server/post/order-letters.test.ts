import { deepEqual, match, ok } from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import { storyId } from '#kernel/story.ts'
import { orderStream } from '#modules/dispensary/published.ts'
import { createViews, projectFolders } from '#web/views.ts'
import { ids, openDesk } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'
import { openLetters } from './letters.ts'

const sam: Actor = { id: ids.sam, role: 'receptionist', onBehalfOf: null }
const order = storyId(801)

async function openClinic(context: TestContext): Promise<World> {
  const world = await openDesk()
  context.after(() => world.close())
  return world
}

async function place(world: World, quantity: number, total: number): Promise<void> {
  const data = { patient: ids.maria, lines: [{ item: ids.tape, quantity }], total, note: '' }
  await world.store.submit({
    id: order,
    intent: 'place-order',
    target: orderStream(order),
    actor: sam,
    data,
  })
}

async function cancel(world: World, actor: Actor): Promise<void> {
  const data = { reason: 'mistake', note: '' }
  const target = orderStream(order)
  await world.store.submit({ id: storyId(802), intent: 'cancel-order', target, actor, data })
}

type Found = { readonly id: string; readonly template: string; readonly out: string | null }

const messagesOf = (world: Pick<World, 'store'>) =>
  world.store.query(
    rows<Found>(
      "SELECT id, template, out_of_date AS out FROM {messages} WHERE kind = 'orders' ORDER BY id",
    ),
  )

const views = createViews(projectFolders)

/** The first letter, as it would be sent. */
async function letterOf({ store }: World): Promise<string> {
  const letters = openLetters({
    store,
    render: (template, data) => views.render(template, data),
    secretFor: store.secretFor,
    publicUrl: 'https://desk.example.org',
    sends: false,
  })
  const [first] = await messagesOf({ store })
  const letter = await letters.read(first?.id ?? '', 'shown')
  return `${letter?.subject}\n${letter?.text}`
}

test('a confirmed order is told with its number, its lines and what is held', async (context) => {
  const world = await openClinic(context)
  await place(world, 2, 1990)
  const html = await letterOf(world)
  match(html, /Order 1001 is confirmed/)
  match(html, /2 Tape/)
  match(html, /£19\.90 is held in your wallet/)
  const home = await world.page('/', 'maria')
  match(home.html, /We wrote to you/)
  match(home.html, /Order confirmed/)
})

test('an order that is denied is told once, with why and what next', async (context) => {
  const world = await openClinic(context)
  await place(world, 6, 5970)
  const html = await letterOf(world)
  match(html, /Order 1001 did not go through/)
  match(html, /Top up £9\.70/)
  deepEqual((await messagesOf(world)).length, 1)
})

test('whoever cancels their own order is written nothing, and the confirmation is taken back', async (context) => {
  const world = await openClinic(context)
  await place(world, 2, 1990)
  await cancel(world, { id: ids.maria, role: 'patient', onBehalfOf: null })
  deepEqual(
    (await messagesOf(world)).map(({ template, out }) => [template, out]),
    [['order-confirmed', 'The order went on since']],
  )
  ok(!(await world.page('/', 'maria')).html.includes('We wrote to you'))
})

test('an order that the desk cancels is told to its patient', async (context) => {
  const world = await openClinic(context)
  await place(world, 2, 1990)
  await cancel(world, sam)
  const told = (await messagesOf(world)).map(({ template }) => template).sort()
  deepEqual(told, ['order-cancelled', 'order-confirmed'])
})
