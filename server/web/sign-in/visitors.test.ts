import { deepEqual, equal, match } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openClinic, signedIn, tokenIn, typePassword } from '../../testing/clinic.ts'
import { hiddenOf, pick } from '../../testing/desk.ts'

let world: Awaited<ReturnType<typeof openClinic>>
before(async () => {
  world = await openClinic()
})
after(() => world.close())

const wallet = () => `/wallets/${world.ids.maria}`

test('a visitor finds what visitors can do, and nothing else', async () => {
  const entry = await (await world.machine('/')).json()
  equal(pick(entry, 'actor', 'role'), 'visitor')
  equal(pick(entry, '_links', 'sign-in', 'href'), '/sign-in')
  equal((await world.page('/patients/register-patient')).status, 200)
  for (const path of [
    '/',
    '/orders',
    '/staff',
    wallet(),
    `${wallet()}/events`,
    '/events/orders',
    '/account',
  ])
    equal((await world.machine(path)).status, path === '/' ? 200 : 401, path)
})

test('a form that nobody need sign in for is sent ten times an hour from one address', async () => {
  const browser = tokenIn(await world.fetch('/sign-in', { headers: { accept: 'text/html' } }))
  const statuses: number[] = []
  for (let index = 0; index < 12; index += 1) {
    const { html } = await world.page('/patients/register-patient', browser)
    const typed = {
      ...hiddenOf(html, 'register-patient'),
      given: `Bob${index}`,
      family: 'Tennant',
      'dob-day': '6',
      'dob-month': '5',
      'dob-year': '1990',
      email: `bob${index}@example.org`,
      terms: 'yes',
    }
    statuses.push((await world.send('/patients', typed, browser)).status)
  }
  deepEqual(
    statuses.slice(0, 10),
    Array.from({ length: 10 }, () => 303),
  )
  deepEqual(statuses.slice(10), [429, 429])
})

test('a visitor follows what they sent themselves, and nobody else’s', async () => {
  world.clock.at += 61 * 60_000
  const browser = tokenIn(await world.fetch('/sign-in', { headers: { accept: 'text/html' } }))
  const { html } = await world.page('/patients/register-patient', browser)
  const typed = {
    ...hiddenOf(html, 'register-patient'),
    given: 'Carla',
    family: 'Ng',
    'dob-day': '6',
    'dob-month': '5',
    'dob-year': '1990',
    email: 'carla@example.org',
    terms: 'yes',
  }
  const place = (await world.send('/patients', typed, browser)).headers.get('location') ?? ''
  match(place, /^\/commands\//)
  equal((await world.page(place, browser)).status, 200)
  equal((await world.page(place)).status, 404)
})

test('a form from one tab does nothing once somebody else signed in in the other', async () => {
  const sam = await signedIn(world, 'sam')
  const { html } = await world.page(`${wallet()}/top-up-wallet`, sam)
  const typed = { ...hiddenOf(html, 'top-up-wallet'), amount: '5', method: 'cash' }
  const maria = tokenIn(
    await world.send(
      '/sign-in',
      { email: 'maria@example.org', password: 'over the hills and far', 'return-to': '/' },
      sam,
    ),
  )
  equal((await world.page('/account', sam)).status, 401)
  equal((await world.send(wallet(), typed, maria)).status, 409)
})

test('a role that is changed in the middle of a task carries that task no further', async () => {
  const sam = await signedIn(world, 'sam')
  const asManager = tokenIn(await world.send('/account/role', { role: 'manager' }, sam))
  const place = `/patients/${world.ids.maria}`
  equal((await world.page('/patients/register-patient', asManager)).status, 403)
  const changed = {
    roles: ['receptionist'],
    from: null,
    because: 'Less to do',
    reason: 'Less to do',
  }
  const admin = { id: world.ids.ada, role: 'admin', onBehalfOf: null }
  const id = '01900000-0000-7000-8000-0000000000cc'
  await world.command('change-roles', `staff-${world.ids.sam}`, changed, admin, id)
  equal((await world.page(place, asManager)).status, 401)
  equal((await typePassword(world, 'sam')).status, 303)
})

test('a token that is cut, reversed, or another kind of token opens nothing', async () => {
  const token = await signedIn(world, 'maria')
  const odd = [
    token.slice(0, -1),
    [...token].reverse().join(''),
    `m.${token.slice(2)}`,
    `${token}x`,
  ]
  for (const one of odd) equal((await world.page('/account', one)).status, 401)
  equal((await world.machine('/account', token)).status, 401)
})
