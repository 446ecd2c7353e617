import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { openDesk } from '../testing/desk.ts'

test('the first page opens', async () => {
  const world = await openDesk()
  const { status, html } = await world.page('/')
  console.log(status, html.slice(0, 3000))
  ok(status === 200)
  await world.close()
})
