import { deepStrictEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '#kernel/story.ts'
import { itemStream } from '#modules/dispensary/published.ts'
import { ids, openDesk } from '../../testing/desk.ts'
import { openCases } from './published.ts'

test('a person’s command that fails by a defect has a case; the desk sees it', async () => {
  let isBroken = false
  const world = await openDesk({ fault: () => (isBroken ? 'A defect of ours' : undefined) })
  isBroken = true
  const id = storyId(820)
  await world.store.submit({
    id,
    intent: 'receive-stock',
    target: itemStream(ids.tape),
    actor: { id: ids.kofi, role: 'dispenser', onBehalfOf: null },
    data: { quantity: 3, lot: '', expires: null, supplierReference: '' },
  })
  deepStrictEqual((await world.store.command(id))?.state, 'failed')
  isBroken = false
  world.clock.at += 60_000
  world.store.settleAll()
  const cases = await world.store.query(openCases())
  deepStrictEqual(
    cases.map(({ aboutKind, aboutStream, error }) => [aboutKind, aboutStream, error]),
    [['command', `command-${id}`, 'A defect of ours']],
  )
  const list = await world.page('/cases', 'kofi')
  match(list.html, /Something failed on our side/)
  const page = await world.page(`/cases/${id}`, 'kofi')
  deepStrictEqual(page.status, 200)
  match(page.html, /A defect of ours/)
  await world.close()
})
