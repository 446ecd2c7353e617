import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { linkPath, linkSecret } from '#access/links.ts'
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

const minute = 60_000

/** The links that were mailed, as the mail would carry them. */
async function mailedLinks(): Promise<readonly string[]> {
  const events = await world.store.log({ after: 0, limit: 1000, category: 'message' })
  return events.flatMap(({ data }) => {
    const link = (data as { link?: { path: string; secret: string } | null }).link
    return link?.secret.startsWith('sign-in-link:')
      ? [`${link.path}?secret=${accessOf(world).box.secretFor(link.secret)}`]
      : []
  })
}

/** A browser that has opened the sign-in page, and so is told apart from others. */
async function visitor(): Promise<string> {
  return tokenIn(await world.fetch('/sign-in', { headers: { accept: 'text/html' } }))
}

async function askedBy(browser: string, path: string, email: string) {
  const before = (await mailedLinks()).length
  const answer = await world.send(path, { email }, browser)
  const page = await answer.text()
  // The mail leaves after the answer: some turns later it has.
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
  return { page, links: (await mailedLinks()).slice(before) }
}

test('a mailed link signs a patient in by a button, once, in the browser that asked for it', async () => {
  const browser = await visitor()
  const { page, links } = await askedBy(browser, '/sign-in/mail', 'aisha@example.org')
  match(page, /If your record has that address, a link is on its way/)
  const [link = ''] = links
  equal((await world.page(link)).status, 403)
  equal((await world.page(`${link.slice(0, -1)}x`, browser)).status, 410)
  for (const time of [1, 2])
    match((await world.page(link, browser)).html, /Go on as Aisha/, String(time))
  const { secret = '' } = hiddenOf((await world.page(link, browser)).html, 'use-link')
  const path = link.split('?')[0] ?? ''
  equal((await world.send(path, { secret }, await visitor())).status, 403)
  const used = await world.send(path, { secret }, browser)
  equal(used.headers.get('location'), '/')
  match((await world.page('/', tokenIn(used))).html, /Aisha/)
  equal((await world.send(path, { secret }, browser)).status, 410)
})

test('a link is over after ten minutes, and nobody is told whether there was one', async () => {
  const browser = await visitor()
  const { page, links } = await askedBy(browser, '/sign-in/mail', 'aisha@example.org')
  const other = await askedBy(browser, '/sign-in/mail', 'stranger@example.org')
  const plain = (text: string) => text.replaceAll(/nonce="[^"]+"/g, '')
  equal(plain(page), plain(other.page))
  deepEqual([links.length, other.links.length], [1, 0])
  equal((await askedBy(browser, '/sign-in/mail', 'ada@example.org')).links.length, 0)
  world.clock.at += 10 * minute
  equal((await world.page(links[0] ?? '', browser)).status, 410)
})

test('a forgotten password is chosen anew by mail, and whoever was signed in is so no more', async () => {
  const token = await signedIn(world, 'maria')
  const browser = await visitor()
  const { links } = await askedBy(browser, '/sign-in/forgotten', 'Maria@Example.org')
  const [link = ''] = links
  const { secret = '' } = hiddenOf((await world.page(link, browser)).html, 'use-link')
  const path = link.split('?')[0] ?? ''
  equal((await world.send(path, { secret, password: 'password1234' }, browser)).status, 422)
  const chosen = await world.send(path, { secret, password: 'seven quiet bicycles' }, browser)
  equal(chosen.headers.get('location'), '/')
  equal((await world.page('/account', token)).status, 401)
  equal((await typePassword(world, 'maria')).status, 422)
  equal((await typePassword(world, 'maria', 'seven quiet bicycles')).status, 303)
})

test('what changes how somebody signs in wants a factor of the last five minutes', async () => {
  const token = await signedIn(world, 'sam')
  equal((await world.page('/account/password', token)).status, 200)
  world.clock.at += 6 * minute
  const asked = await world.page('/account/password', token)
  equal(asked.headers.get('location'), '/account/confirm?return-to=%2Faccount%2Fpassword')
  const done = await world.send(
    '/account/confirm',
    { code: codeOf(world, 'sam'), 'return-to': '/account/password' },
    token,
  )
  equal(done.headers.get('location'), '/account/password')
  equal((await world.page('/account/password', token)).status, 401)
  equal((await world.page('/account/password', tokenIn(done))).status, 200)
})

test('a new password ends every other session', async () => {
  const [other, token] = [await signedIn(world, 'ada'), await signedIn(world, 'ada')]
  const fields = { current: goodPassword, password: 'nine slow wooden boats' }
  equal((await world.send('/account/password', { ...fields, current: 'x' }, token)).status, 422)
  const changed = await world.send('/account/password', fields, token)
  equal(changed.headers.get('location'), '/account')
  equal((await world.page('/account', other)).status, 401)
  equal((await world.page('/account', token)).status, 401)
  equal((await world.page('/account', tokenIn(changed))).status, 200)
})

test('one’s sessions are listed, and ended one by one or all; others’ are out of reach', async () => {
  const [one, two] = [await signedIn(world, 'sam'), await signedIn(world, 'sam')]
  const sessions = accessOf(world).sessions.list(world.ids.sam, world.clock.at)
  const listed = await world.page('/account', two)
  for (const { id } of sessions) ok(listed.html.includes(id))
  const first = accessOf(world).sessions.find(one, world.clock.at, false)?.id ?? ''
  const stranger = tokenIn(await typePassword(world, 'maria', 'seven quiet bicycles'))
  await world.send('/account/sessions', { session: first }, stranger)
  equal((await world.page('/account', one)).status, 200)
  await world.send('/account/sessions', { session: first }, two)
  equal((await world.page('/account', one)).status, 401)
  const all = await world.send('/account/sessions', { session: 'all' }, two)
  equal(all.headers.get('location'), '/sign-in?out=yes')
  equal((await world.page('/account', two)).status, 401)
})

test('a program acts by a token that somebody made for it, until that is revoked', async () => {
  const token = await signedIn(world, 'sam')
  const made = await (await world.send('/account/tokens', { name: 'The till' }, token)).text()
  const bearer = /<code id="new-token"[^>]*>([^<]+)</.exec(made)?.[1] ?? ''
  match(bearer, /^m\.[\w-]{43}$/)
  const home = await (await world.machine('/', bearer)).json()
  equal(pick(home, 'actor', 'id'), world.ids.sam)
  ok(!(await world.page('/account/tokens', token)).html.includes(bearer))
  equal((await world.machine('/account/tokens', bearer)).status, 403)
  const id = accessOf(world).machineTokens.list(world.ids.sam)[0]?.id ?? ''
  await world.send('/account/tokens/revoke', { token: id }, token)
  equal((await world.machine('/patients', bearer)).status, 401)
})

test('who looked at a person’s record is told to that person', async () => {
  const token = await signedIn(world, 'sam')
  await world.page(`/wallets/${world.ids.aisha}`, token)
  const patient = await aishasToken()
  const { html } = await world.page('/account/reads', patient)
  match(html, /Sam Pell/)
  match(html, /Your wallet/)
})

test('who lost everything gets in again by a link that is printed on the machine', async () => {
  const access = accessOf(world)
  const id = access.links.open('first', world.ids.ada, null, world.clock.at)
  const link = `${linkPath(id)}?secret=${access.box.secretFor(linkSecret(id))}`
  const { secret = '' } = hiddenOf((await world.page(link)).html, 'use-link')
  const chosen = await world.send(linkPath(id), { secret, password: 'three tall paper moons' })
  equal(chosen.headers.get('location'), '/account/second-step')
  deepEqual(access.credentials.factorsOf(world.ids.ada), {
    password: true,
    codes: false,
    passkeys: 0,
    recoveryCodes: 0,
  })
})

test('whoever accepts an invitation chooses a password at once', async () => {
  const newcomer = '01900000-0000-7000-8000-0000000000bb'
  const admin = { id: world.ids.ada, role: 'admin', onBehalfOf: null }
  const invited = { name: 'Ben', email: 'ben@example.org', roles: ['dispenser'], roleTitle: '' }
  await world.command('invite-staff', `staff-${newcomer}`, invited, admin, newcomer)
  const [asked] = await world.store.stream(`staff-${newcomer}`)
  const request = String(pick(asked, 'data', 'request'))
  const secret = accessOf(world).box.secretFor(`invitation:${request}`)
  const browser = await visitor()
  const form = await world.page(`/staff/${newcomer}/accept-invitation?secret=${secret}`, browser)
  equal(form.status, 200)
  const typed = { ...hiddenOf(form.html, 'accept-invitation'), name: 'Ben Okoro' }
  const joined = await world.send(`/staff/${newcomer}`, typed, browser)
  const place = joined.headers.get('location') ?? ''
  match(place, /^\/sign-in\/link\//)
  const hidden = hiddenOf((await world.page(place, browser)).html, 'use-link')
  const fields = { ...hidden, password: 'eleven loud green doors' }
  const chosen = await world.send(place.split('?')[0] ?? '', fields, browser)
  equal(chosen.headers.get('location'), '/account/second-step')
  equal(
    (await world.page('/orders', tokenIn(chosen))).headers.get('location'),
    '/account/second-step',
  )
})

async function aishasToken(): Promise<string> {
  await accessOf(world).credentials.setPassword(world.ids.aisha, goodPassword, world.clock.at)
  return tokenIn(await typePassword(world, 'aisha'))
}
