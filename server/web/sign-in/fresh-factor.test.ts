import { equal, match } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessOf, codeOf, openClinic, signedIn, tokenIn } from '../../testing/clinic.ts'
import { hiddenOf, pick } from '../../testing/desk.ts'

let world: Awaited<ReturnType<typeof openClinic>>
before(async () => {
  world = await openClinic()
})
after(() => world.close())

test('what is dangerous wants a fresh factor, and what was typed is back after it', async () => {
  const token = await signedIn(world, 'ada')
  const place = `/staff/${world.ids.sam}`
  const form = await world.page(`${place}/suspend-staff`, token)
  equal(form.status, 200)
  const typed = { ...hiddenOf(form.html, 'suspend-staff'), reason: 'Left the clinic' }
  world.clock.at += 6 * 60_000
  equal((await world.page(`${place}/suspend-staff`, token)).status, 303)
  const asked = await world.send(place, typed, token)
  const confirm = asked.headers.get('location') ?? ''
  match(confirm, /^\/account\/confirm\?return-to=/)
  const page = await world.page(confirm, token)
  const fields = { ...hiddenOf(page.html, 'show-factor'), code: codeOf(world, 'ada') }
  const shown = await world.send('/account/confirm', fields, token)
  const back = shown.headers.get('location') ?? ''
  const again = await world.page(back, tokenIn(shown))
  match(again.html, /Left the clinic/)
  const sent = await world.send(
    place,
    { ...typed, ...hiddenOf(again.html, 'suspend-staff') },
    tokenIn(shown),
  )
  match(sent.headers.get('location') ?? '', /^\/commands\//)
})

test('a token of a machine never shows one', async () => {
  const bearer = accessOf(world).machineTokens.make(
    world.ids.ada,
    'A script',
    'admin',
    world.clock.at,
  )
  const answer = await world.machine(`/staff/${world.ids.ada}`, bearer, {
    method: 'POST',
    body: new URLSearchParams({ intent: 'suspend-staff', reason: 'By a script' }),
  })
  equal(answer.status, 403)
  equal(pick(await answer.json(), 'code'), 'fresh-factor')
})
