import { equal, match } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { goodPassword, openClinic, signedIn, tokenIn, typePassword } from '../../testing/clinic.ts'

let world: Awaited<ReturnType<typeof openClinic>>
before(async () => {
  world = await openClinic()
})
after(() => world.close())

const minute = 60_000
const placeOf = async (path: string, token: string) =>
  (await world.page(path, token)).headers.get('location')

/** A screen that Sam left to whoever comes in. */
async function leftAlone(): Promise<string> {
  return tokenIn(await world.send('/account/kiosk', {}, await signedIn(world, 'sam')))
}

test('the desk turns its screen into the kiosk, which goes on under a token of its own', async () => {
  const sam = await signedIn(world, 'sam')
  match((await world.page('/account/kiosk', sam)).html, /Make this screen the kiosk/)
  equal(await placeOf('/kiosk', sam), '/account/kiosk')
  const turned = await world.send('/account/kiosk', {}, sam)
  equal(turned.headers.get('location'), '/kiosk')
  const kiosk = tokenIn(turned)
  match((await world.page('/kiosk', kiosk)).html, /Collect your order/)
  equal((await world.page('/patients', sam)).status, 401)
})

test('it is asked anew who that is before the screen is left alone', async () => {
  const sam = await signedIn(world, 'sam')
  world.clock.at += 6 * minute
  match(
    (await placeOf('/account/kiosk', sam)) ?? '',
    /^\/account\/confirm\?return-to=%2Faccount%2Fkiosk/,
  )
})

test('a kiosk can do nothing else: no page, no account, no other role, no way out', async () => {
  const kiosk = await leftAlone()
  for (const path of ['/', '/patients', '/account', '/account/kiosk', '/account/tokens', '/queue'])
    equal(await placeOf(path, kiosk), '/kiosk', path)
  for (const path of ['/sign-out', '/account/role', '/account/sessions']) {
    const answer = await world.send(path, { role: 'manager', session: 'all' }, kiosk)
    equal(answer.headers.get('location'), '/kiosk', path)
  }
  match((await world.page('/kiosk', kiosk)).html, /Collect your order/)
})

test('it stands there for days, and ends when somebody signs in', async () => {
  const kiosk = await leftAlone()
  world.clock.at += 3 * 24 * 60 * minute
  world.access?.sweep(world.clock.at)
  match((await world.page('/kiosk', kiosk)).html, /Collect your order/)
  match((await world.page('/sign-in', kiosk)).html, /Password/)
  const signIn = { email: 'maria@example.org', password: goodPassword, 'return-to': '/' }
  const maria = tokenIn(await world.send('/sign-in', signIn, kiosk))
  match((await world.page('/', maria)).html, /Maria/)
  equal((await world.page('/kiosk', kiosk)).status, 401)
})

test('patients turn no screen into a kiosk', async () => {
  const maria = tokenIn(await typePassword(world, 'maria'))
  equal((await world.page('/account/kiosk', maria)).status, 403)
  equal((await world.send('/account/kiosk', {}, maria)).status, 403)
})
