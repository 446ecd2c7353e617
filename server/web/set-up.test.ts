import { equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { linkPath, linkSecret } from '#access/links.ts'
import { codeAt } from '#access/one-time-codes.ts'
import { founder } from '#web/founder.ts'
import { accessOf, tokenIn } from '../testing/clinic.ts'
import { deskModules, hiddenOf } from '../testing/desk.ts'
import { openWorld, type World } from '../testing/world.ts'

const clinic = {
  name: 'Quay Street Clinic',
  shortName: '',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '01632 960123',
  hours: 'Mon to Fri',
  firstAdmin: 'Ada Lindqvist',
  adminEmail: 'ada@quaystreet.example',
}
const password = 'over the hills and far'

async function found(world: World): Promise<void> {
  const place = (await world.page('/set-up')).headers.get('location') ?? ''
  const form = await world.page(place)
  const action =
    /<form name="set-up-clinic" method="post" action="([^"]+)"/.exec(form.html)?.[1] ?? ''
  const sent = await world.send(action, { ...hiddenOf(form.html, 'set-up-clinic'), ...clinic })
  equal(sent.status, 303)
  const done = await world.page(sent.headers.get('location') ?? '')
  match(done.html, /data-state="succeeded"/)
}

test('a new clinic can only be set up, and its first admin then proves who she is', async () => {
  const world = await openWorld({ modules: deskModules })
  equal((await world.page('/patients')).headers.get('location'), '/set-up')
  equal((await world.page('/')).headers.get('location'), '/set-up')
  await found(world)
  equal((await world.page('/patients')).headers.get('location'), '/set-up')
  match((await world.page('/set-up')).html, /For Ada Lindqvist\. You sign in with ada@quay/)
  const common = await world.send('/set-up', { password: 'password1234' })
  equal(common.status, 422)
  const chosen = await world.send('/set-up', { password })
  equal(chosen.headers.get('location'), '/account/second-step')
  const half = tokenIn(chosen)
  ok(half)
  equal((await world.page('/patients', half)).headers.get('location'), '/account/second-step')
  const codes = await world.page('/account/codes', half)
  const secret = /<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(codes.html)?.[1] ?? ''
  const code = codeAt(secret.replaceAll(' ', ''), world.clock.at)
  const { sealed = '' } = hiddenOf(codes.html, 'add-codes')
  const kept = await world.send('/account/codes', { sealed, code }, half)
  match(await kept.text(), /Keep these recovery codes/)
  const home = await world.page('/', tokenIn(kept))
  equal(home.status, 200)
  match(home.html, /Quay Street Clinic/)
  match(home.html, /Ada Lindqvist/)
  equal((await world.page('/', half)).status, 200)
  match((await world.page('/', half)).html, /<h1[^>]*>Sign in</)
  await world.close()
})

test('once an admin can sign in, whoever sits at the machine is nobody in particular', async () => {
  const world = await openWorld({ modules: deskModules })
  await found(world)
  await world.send('/set-up', { password })
  equal((await world.page('/patients')).status, 401)
  equal((await world.page('/set-up')).headers.get('location'), '/')
  equal(
    (await world.send('/set-up', { password: 'another long password' })).headers.get('location'),
    '/',
  )
  await world.close()
})

test('before that nobody takes part from another computer', async () => {
  const world = await openWorld({
    modules: deskModules,
    settings: { publicUrl: 'https://desk.example.org' },
  })
  const { status, html } = await world.page('/')
  equal(status, 403)
  match(html, /not set up yet/)
  await world.close()
})

test('where nobody sits at the machine, a link that it prints lets somebody found the clinic', async () => {
  const world = await openWorld({
    modules: deskModules,
    settings: { publicUrl: 'https://desk.example.org' },
  })
  const access = accessOf(world)
  const id = access.links.open('first', founder, null, world.clock.at)
  const secret = access.box.secretFor(linkSecret(id))
  const browser = tokenIn(await world.fetch(`${linkPath(id)}?secret=${secret}`))
  const used = await world.send(linkPath(id), { secret }, browser)
  equal(used.headers.get('location'), '/set-up')
  const place = await world.page('/set-up', tokenIn(used))
  match(place.headers.get('location') ?? '', /set-up-clinic$/)
  equal((await world.page('/set-up', browser)).status, 403)
  equal((await world.send(linkPath(id), { secret }, browser)).status, 410)
  await world.close()
})

test('before that nobody takes part through a web server in front', async () => {
  const world = await openWorld({ modules: deskModules })
  const passedOn = { 'x-forwarded-for': '203.0.113.7' }
  equal((await world.send('/clinic', clinic, undefined, passedOn)).status, 403)
  await world.close()
})
