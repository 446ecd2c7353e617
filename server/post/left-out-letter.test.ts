import { match } from 'node:assert/strict'
import { test } from 'node:test'
import { rows } from '#kernel/query.ts'
import { createViews, projectFolders } from '#web/views.ts'
import { order } from '../testing/bench.ts'
import { recalledMeanwhile } from '../testing/recalled-meanwhile.ts'
import { openLetters } from './letters.ts'

const views = createViews(projectFolders)

test('the patient is written what stayed here, why, and what is free again', async (context) => {
  const { world } = await recalledMeanwhile()
  context.after(() => world.close())
  const { store } = world
  const [found] = await store.query(
    rows<{ id: string }>("SELECT id FROM {messages} WHERE template = 'order-left-out'"),
  )
  const letters = openLetters({
    store,
    render: (template, data) => views.render(template, data),
    secretFor: store.secretFor,
    publicUrl: 'https://desk.example.org',
    sends: false,
  })
  const letter = await letters.read(found?.id ?? '', 'shown')
  match(letter?.subject ?? '', /^Not all of order 1001 could be handed over$/)
  match(
    letter?.text ?? '',
    /2 Cream: lot L2 was recalled in that moment\. The £20\.00 that was held/,
  )
})

test('the order’s page leads whoever ordered to a new order of what stayed here', async (context) => {
  const { world } = await recalledMeanwhile()
  context.after(() => world.close())
  const { html } = await world.page(`/orders/${order}`, 'maria')
  match(html, /Order what stayed here again/)
  match(html, /2 Cream stayed here: lot L2 was recalled/)
})
