import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  accessOf,
  codeOf,
  goodPassword,
  openClinic,
  signedIn,
  tokenIn,
  typePassword,
} from '../../testing/clinic.ts'
import { hiddenOf, pick } from '../../testing/desk.ts'

let world: Awaited<ReturnType<typeof openClinic>>
before(async () => {
  world = await openClinic()
})
after(() => world.close())

test('a patient signs in with a password, and finds their own first page', async () => {
  const answer = await typePassword(world, 'maria')
  deepEqual([answer.status, answer.headers.get('location')], [303, '/'])
  match(
    answer.headers.get('set-cookie') ?? '',
    /^fd=s\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const home = await world.page('/', tokenIn(answer))
  match(home.html, /Maria/)
  equal(home.headers.get('cache-control'), 'no-store')
})

test('staff show a code after the password, each code once', async () => {
  const first = await typePassword(world, 'sam')
  equal(first.headers.get('location'), '/sign-in/code')
  const half = tokenIn(first)
  equal((await world.page('/patients', half)).headers.get('location'), '/sign-in/code')
  world.clock.at += 30_000
  const code = codeOf(world, 'sam')
  equal((await world.send('/sign-in/code', { code: '000000' }, half)).status, 422)
  const done = await world.send('/sign-in/code', { code, 'return-to': '/patients' }, half)
  equal(done.headers.get('location'), '/patients')
  notEqual(tokenIn(done), half)
  equal((await world.page('/patients', tokenIn(done))).status, 200)
  equal((await world.page('/patients', half)).status, 401)
  const again = tokenIn(await typePassword(world, 'sam'))
  equal((await world.send('/sign-in/code', { code }, again)).status, 422)
})

test('a token that a browser had before signing in is worth nothing after it', async () => {
  const planted = `s.${'A'.repeat(43)}`
  const answer = await world.send(
    '/sign-in',
    { email: 'maria@example.org', password: goodPassword, 'return-to': '/' },
    planted,
  )
  notEqual(tokenIn(answer), planted)
  equal((await world.page('/account', planted)).status, 401)
})

test('no cookie of the demo opens anything here', async () => {
  for (const token of ['sam', 'sam.abc', 'ada.x', 'v.ada', ''])
    equal((await world.page('/patients', token)).status, 401, token)
})

test('a wrong password and an unknown address get the same answer', async () => {
  const texts = []
  for (const email of ['maria@example.org', 'nobody@example.org', 'not an address']) {
    const answer = await world.send('/sign-in', {
      email,
      password: 'wrong wrong wrong',
      'return-to': '/',
    })
    equal(answer.status, 422)
    const page = await answer.text()
    texts.push(page.replaceAll(email, '').replaceAll(/nonce="[^"]+"|data-options="[^"]+"/g, ''))
  }
  equal(texts[0], texts[1])
  equal(texts[1], texts[2])
})

test('after some wrong passwords the account waits, whether there is one or not', async () => {
  for (const email of ['aisha@example.org', 'stranger@example.org']) {
    const fields = { email, password: 'wrong wrong wrong', 'return-to': '/' }
    const statuses = []
    for (let index = 0; index < 6; index += 1)
      statuses.push((await world.send('/sign-in', fields)).status)
    deepEqual(statuses, [422, 422, 422, 422, 422, 429])
    const answer = await world.send('/sign-in', fields)
    equal(answer.headers.get('retry-after'), '1')
    match(await answer.text(), /That was a lot of tries\. Please wait 1 second, or call us on/)
    world.clock.at += 1_000
    equal((await world.send('/sign-in', fields)).status, 422)
  }
})

test('who signs out is asked to sign in again, also by Back', async () => {
  const token = await signedIn(world, 'maria')
  const out = await world.send('/sign-out', {}, token)
  equal(out.headers.get('clear-site-data'), '"cache", "storage"')
  equal(out.headers.get('location'), '/sign-in?out=yes')
  equal((await world.page(`/wallets/${world.ids.maria}`, token)).status, 401)
  equal((await world.fetch('/sign-out', { headers: { cookie: `fd=${token}` } })).status, 405)
})

test('what is not for visitors asks to sign in, and leads on to it afterwards', async () => {
  const { status, html, headers } = await world.page('/patients?page=2')
  equal(status, 401)
  match(headers.get('www-authenticate') ?? '', /Bearer/)
  match(html, /Please sign in to go on\./)
  equal(hiddenOf(html, 'sign-in')['return-to'], '/patients?page=2')
  const machine = await world.machine('/patients')
  deepEqual([machine.status, pick(await machine.json(), 'code')], [401, 'sign-in'])
})

test('signing in leads to no other site', async () => {
  for (const place of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
  ]) {
    const fields = { email: 'maria@example.org', password: goodPassword, 'return-to': place }
    equal((await world.send('/sign-in', fields)).headers.get('location'), '/')
  }
})

test('a form whose session ended is kept, and is back with what was typed', async () => {
  const token = await signedIn(world, 'sam')
  const place = `/wallets/${world.ids.maria}`
  const form = await world.page(`${place}/top-up-wallet`, token)
  const typed = { ...hiddenOf(form.html, 'top-up-wallet'), amount: '12.34', method: 'cash' }
  world.clock.at += 31 * 60_000
  const late = await world.send(place, typed, token)
  equal(late.status, 401)
  const page = await late.text()
  match(page, /What you typed is kept\./)
  const back = hiddenOf(page, 'sign-in')['return-to'] ?? ''
  match(back, /\/top-up-wallet\?held=[\w-]{43}$/)
  const fresh = await signedIn(world, 'sam')
  match((await world.page(back, fresh)).html, /value="12\.34"/)
  const another = await signedIn(world, 'ada')
  ok(!(await world.page(back, another)).html.includes('12.34'))
})

test('a change of role goes on under another token, and what the role may do goes with it', async () => {
  const token = await signedIn(world, 'sam')
  equal((await world.page('/ledger', token)).status, 403)
  const changed = await world.send(
    '/account/role',
    { role: 'manager', 'return-to': '/ledger' },
    token,
  )
  equal(changed.headers.get('location'), '/ledger')
  equal((await world.page('/ledger', tokenIn(changed))).status, 200)
  equal((await world.page('/patients', token)).status, 401)
  equal((await world.send('/account/role', { role: 'admin' }, tokenIn(changed))).status, 422)
})

test('who is suspended is out at once, in the middle of whatever it is', async () => {
  const token = await signedIn(world, 'sam')
  const form = await world.page(`/wallets/${world.ids.maria}/top-up-wallet`, token)
  const hidden = hiddenOf(form.html, 'top-up-wallet')
  const admin = { id: world.ids.ada, role: 'admin', onBehalfOf: null }
  const id = '01900000-0000-7000-8000-0000000000aa'
  await world.command(
    'suspend-staff',
    `staff-${world.ids.sam}`,
    { reason: 'Left the clinic' },
    admin,
    id,
  )
  const sent = await world.send(
    `/wallets/${world.ids.maria}`,
    { ...hidden, amount: '5', method: 'cash' },
    token,
  )
  equal(sent.status, 401)
  equal((await typePassword(world, 'sam')).status, 422)
  equal(accessOf(world).sessions.list(world.ids.sam, world.clock.at).length, 0)
})
