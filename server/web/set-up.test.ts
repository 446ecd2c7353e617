import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { deskModules, hiddenOf } from '../testing/desk.ts'
import { openWorld } from '../testing/world.ts'

const clinic = {
  name: 'Quay Street Clinic',
  shortName: '',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '01632 960123',
  hours: 'Mon to Fri',
  firstAdmin: 'Ada Lindqvist',
}

test('a new clinic can only be set up, and then its first admin takes part', async () => {
  const world = await openWorld({ modules: deskModules })
  equal((await world.page('/patients')).headers.get('location'), '/set-up')
  equal((await world.page('/')).headers.get('location'), '/set-up')
  const place = (await world.page('/set-up')).headers.get('location') ?? ''
  const form = await world.page(place)
  equal(form.status, 200)
  const action =
    /<form name="set-up-clinic" method="post" action="([^"]+)"/.exec(form.html)?.[1] ?? ''
  const sent = await world.send(action, { ...hiddenOf(form.html, 'set-up-clinic'), ...clinic })
  equal(sent.status, 303)
  const done = await world.page(sent.headers.get('location') ?? '')
  match(done.html, /data-state="succeeded"/)
  const home = await world.page('/')
  equal(home.status, 200)
  match(home.html, /Quay Street Clinic/)
  match(home.html, /You take part as Ada Lindqvist, .*There is no sign-in yet/)
  const alone = await world.page('/set-up')
  match(
    alone.html,
    /There is no sign-in yet\. Whoever sits at this computer takes part as <b>Ada Lindqvist/,
  )
  equal((await world.page('/seat')).status, 404)
  await world.close()
})

test('without sign-in nobody takes part from another computer', async () => {
  const world = await openWorld({
    modules: deskModules,
    settings: { publicUrl: 'https://desk.example.org' },
  })
  const { status, html } = await world.page('/')
  equal(status, 403)
  match(html, /answers only on its own computer/)
  await world.close()
})

test('without sign-in nobody takes part through a web server in front', async () => {
  const world = await openWorld({ modules: deskModules })
  const passedOn = { 'x-forwarded-for': '203.0.113.7' }
  equal((await world.send('/clinic', clinic, undefined, passedOn)).status, 403)
  await world.close()
})
