import { deepStrictEqual, doesNotMatch, match } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { orderStream } from '#modules/dispensary/published.ts'
import { ids, openDesk } from '../../testing/desk.ts'
import { later, type World } from '../../testing/world.ts'
import { caseIdOf } from './case-id.ts'
import { openCases } from './published.ts'

const order = storyId(830)
const own = caseIdOf(`process.order-${order}`)
const desk = `case-${own}`
const day = 86_400_000
const acting = (id: string, role: string) => ({ id, role, onBehalfOf: null })
const nora = acting(ids.nora, 'manager')
const maria = acting(ids.maria, 'patient')

/** A clinic whose shelf does not answer until it is told to. */
async function brokenClinic() {
  const broken = { is: true }
  const world = await openDesk({
    fault: ({ intent }) =>
      broken.is && intent === 'reserve-stock' ? 'The shelf did not answer' : undefined,
  })
  const lines = [{ item: ids.tape, quantity: 1 }]
  const data = { patient: ids.maria, lines, total: 995, note: '' }
  const target = orderStream(order)
  await world.store.submit({ id: order, intent: 'place-order', target, actor: maria, data })
  later(world, day)
  return { world, broken }
}

const typesOf = async ({ store }: World) => (await store.stream(desk)).map(({ type }) => type)

test('what is stuck again after a retry stays on its one case, which closes when all is over', async () => {
  const { world, broken } = await brokenClinic()
  deepStrictEqual(await typesOf(world), ['CaseOpened'])
  await world.command('try-again', desk, { when: 'now', time: '' }, nora, storyId(831))
  later(world, day)
  deepStrictEqual(await typesOf(world), ['CaseOpened', 'StepRetried', 'CaseStuckAgain'])
  deepStrictEqual((await world.store.query(openCases())).length, 1)
  broken.is = false
  await world.command('try-again', desk, { when: 'now', time: '' }, nora, storyId(832))
  later(world, 60_000)
  match((await world.page('/cases', 'nora')).html, /Goes on again/)
  const reason = { reason: 'mistake', note: '' }
  const target = orderStream(order)
  const id = storyId(833)
  await world.store.submit({ id, intent: 'cancel-order', target, actor: nora, data: reason })
  later(world, 60_000)
  deepStrictEqual((await typesOf(world)).slice(-2), ['StepRetried', 'CaseClosed'])
  deepStrictEqual(await world.store.query(openCases()), [])
  await world.close()
})

test('a case on which somebody asked stays open when its process is over', async () => {
  const { world, broken } = await brokenClinic()
  await world.command('note-case', desk, { note: 'Where is my tape?' }, maria, storyId(841))
  await world.command('note-case', desk, { note: 'The shelf is slow' }, nora, storyId(842))
  broken.is = false
  await world.command('undo-process', desk, { reason: 'She waits' }, nora, storyId(843))
  later(world, 60_000)
  deepStrictEqual((await typesOf(world)).includes('CaseClosed'), false)
  const page = await world.page(`/cases/${own}`, 'maria')
  match(page.html, /Where is my tape\?/)
  doesNotMatch(page.html, /The shelf is slow/)
  const events = await world.page(`/cases/${own}/events`, 'maria')
  match(events.html, /Where is my tape\?/)
  doesNotMatch(events.html, /The shelf/)
  deepStrictEqual((await world.page(`/cases/${own}`, 'aisha')).status, 404)
  await world.close()
})
