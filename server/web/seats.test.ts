import { equal, match } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
before(async () => {
  world = await openDesk()
})
after(() => world.close())

test('a browser keeps the seat in a cookie that no script reads, and comes back to where it was', async () => {
  const response = await world.send('/seat', { seat: 'maria', 'return-to': '/catalogue?all=yes' })
  equal(response.status, 303)
  equal(response.headers.get('location'), '/catalogue?all=yes')
  const cookie = response.headers.get('set-cookie') ?? ''
  match(cookie, /^fd=maria\.[\w-]{16}; .*Path=\/; .*HttpOnly; SameSite=Lax$/)
  const { html } = await world.page('/', cookie.slice(3, cookie.indexOf(';')))
  match(html, /Good morning, Maria/)
})

test('taking a seat leads nowhere else', async () => {
  for (const place of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ]) {
    const response = await world.send('/seat', { seat: 'sam', 'return-to': place })
    equal(response.headers.get('location'), '/')
  }
})

test('a machine gets a token, and a seat that is not there is an error of the field', async () => {
  const send = (seat: string) =>
    world.machine('/seat', undefined, { method: 'POST', body: new URLSearchParams({ seat }) })
  const token = String(pick(await (await send('kofi')).json(), 'token'))
  const body = await (await world.machine('/', token)).json()
  equal(pick(body, 'actor', 'id'), ids.kofi)
  equal((await send('nobody')).status, 422)
})

test('whoever presents nothing sits at the desk', async () => {
  equal(pick(await (await world.machine('/')).json(), 'actor', 'id'), ids.sam)
})
